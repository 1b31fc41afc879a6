package io.peristyle.options;

import java.time.Duration;

/**
 * How long connections are waited for, and kept. Immutable.
 *
 * @param acquireTimeout how long a caller waits for a connection
 * @param maximumIdleTime how long a connection may be idle before it is closed
 * @param maximumLifetime how old a connection may become; each gets up to 10 % less, so that they do not all go at once
 * @param validateAfterIdle a connection idle for longer is pinged before it is lent
 * @param leakDetectionThreshold a connection lent for longer is reported with the stack of its borrower, once; zero: none is,
 *     and no stack is taken
 */
public record PoolTimeouts(
        Duration acquireTimeout,
        Duration maximumIdleTime,
        Duration maximumLifetime,
        Duration validateAfterIdle,
        Duration leakDetectionThreshold) {
    /** 10 s, 5 min, 1 h, 30 s, none. */
    public static final PoolTimeouts DEFAULT = new PoolTimeouts(
            Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(30), Duration.ZERO);

    public PoolTimeouts withAcquireTimeout(Duration timeout) {
        return new PoolTimeouts(timeout, maximumIdleTime, maximumLifetime, validateAfterIdle, leakDetectionThreshold);
    }

    public PoolTimeouts withMaximumIdleTime(Duration time) {
        return new PoolTimeouts(acquireTimeout, time, maximumLifetime, validateAfterIdle, leakDetectionThreshold);
    }

    public PoolTimeouts withMaximumLifetime(Duration lifetime) {
        return new PoolTimeouts(acquireTimeout, maximumIdleTime, lifetime, validateAfterIdle, leakDetectionThreshold);
    }

    public PoolTimeouts withValidateAfterIdle(Duration idle) {
        return new PoolTimeouts(acquireTimeout, maximumIdleTime, maximumLifetime, idle, leakDetectionThreshold);
    }

    public PoolTimeouts withLeakDetectionThreshold(Duration threshold) {
        return new PoolTimeouts(acquireTimeout, maximumIdleTime, maximumLifetime, validateAfterIdle, threshold);
    }
}
