package io.peristyle.pool;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long a pool keeps its resources, and when it looks after them.
 *
 * @param idleTimeout idle resources above the minimum are closed after this; {@link #NEVER} for no limit
 * @param maximumLifetime age at which a resource is closed as soon as it is idle, less up to a tenth so that resources opened
 *     together do not end together; {@link #NEVER} for no limit
 * @param validateAfterIdle a resource idle for this long is validated before it is lent; zero for always, {@link #NEVER} for
 *     only when suspect
 * @param sweepInterval how often idle resources are looked through. Those that have been idle for half of {@code
 *     validateAfterIdle} are validated then, in the background and a few at a time
 * @param reopenDelay how long to wait between attempts to open while they keep failing
 * @param leakDetectionThreshold a lease that lasts longer is reported with the stack of its borrower, once; zero for never,
 *     and no stack is taken
 */
public record PoolTimes(
        Duration idleTimeout,
        Duration maximumLifetime,
        Duration validateAfterIdle,
        Duration sweepInterval,
        ReopenDelay reopenDelay,
        Duration leakDetectionThreshold) {
    /** A moment that does not come. */
    public static final Duration NEVER = ChronoUnit.FOREVER.getDuration();

    /** Idle for 5 minutes, alive for 1 hour, validated after 30 seconds, swept every 30 seconds; no leaks looked for. */
    public static final PoolTimes DEFAULT = new PoolTimes(
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            ReopenDelay.DEFAULT,
            Duration.ZERO);

    // A quarter of the range keeps sums and differences of monotonic times from overflowing.
    static final long NEVER_NANOS = Long.MAX_VALUE / 4;

    public PoolTimes {
        requirePositive("idleTimeout", idleTimeout);
        requirePositive("maximumLifetime", maximumLifetime);
        requirePositive("sweepInterval", sweepInterval);
        if (validateAfterIdle.isNegative()) {
            throw new IllegalArgumentException("validateAfterIdle is " + validateAfterIdle + ", must not be negative");
        }
        if (leakDetectionThreshold.isNegative()) {
            throw new IllegalArgumentException(
                    "leakDetectionThreshold is " + leakDetectionThreshold + ", must not be negative");
        }
    }

    public PoolTimes withIdleTimeout(Duration timeout) {
        return new PoolTimes(
                timeout, maximumLifetime, validateAfterIdle, sweepInterval, reopenDelay, leakDetectionThreshold);
    }

    public PoolTimes withMaximumLifetime(Duration lifetime) {
        return new PoolTimes(
                idleTimeout, lifetime, validateAfterIdle, sweepInterval, reopenDelay, leakDetectionThreshold);
    }

    public PoolTimes withValidateAfterIdle(Duration idle) {
        return new PoolTimes(idleTimeout, maximumLifetime, idle, sweepInterval, reopenDelay, leakDetectionThreshold);
    }

    public PoolTimes withSweepInterval(Duration interval) {
        return new PoolTimes(
                idleTimeout, maximumLifetime, validateAfterIdle, interval, reopenDelay, leakDetectionThreshold);
    }

    public PoolTimes withReopenDelay(ReopenDelay delay) {
        return new PoolTimes(
                idleTimeout, maximumLifetime, validateAfterIdle, sweepInterval, delay, leakDetectionThreshold);
    }

    public PoolTimes withLeakDetectionThreshold(Duration threshold) {
        return new PoolTimes(idleTimeout, maximumLifetime, validateAfterIdle, sweepInterval, reopenDelay, threshold);
    }

    boolean detectsLeaks() {
        return !leakDetectionThreshold.isZero();
    }

    static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(NEVER_NANOS)) < 0 ? duration.toNanos() : NEVER_NANOS;
    }

    static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is " + duration + ", must be more than zero");
        }
    }
}
