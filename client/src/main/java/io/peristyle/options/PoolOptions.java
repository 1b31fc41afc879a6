package io.peristyle.options;

import java.time.Duration;

/**
 * How many connections are kept, and for how long.
 *
 * @param minimumIdle connections kept ready in the background
 * @param maximumSize connections at most
 * @param maximumPending callers that may wait for a connection at once
 * @param acquireTimeout how long a caller waits for a connection
 * @param maximumIdleTime how long a connection may be idle before it is closed
 * @param maximumLifetime how old a connection may become; each gets up to 10 % less, so that they do not all go at once
 * @param validateAfterIdle a connection idle for longer is pinged before it is lent
 */
public record PoolOptions(
        int minimumIdle,
        int maximumSize,
        int maximumPending,
        Duration acquireTimeout,
        Duration maximumIdleTime,
        Duration maximumLifetime,
        Duration validateAfterIdle) {
    /** 0, 10, 1,000, 10 s, 5 min, 1 h, 30 s. */
    public static final PoolOptions DEFAULT = new PoolOptions(
            0, 10, 1_000, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(30));

    PoolOptions withMinimumIdle(int minimumIdle) {
        return new PoolOptions(
                minimumIdle,
                maximumSize,
                maximumPending,
                acquireTimeout,
                maximumIdleTime,
                maximumLifetime,
                validateAfterIdle);
    }

    PoolOptions withMaximumSize(int maximumSize) {
        return new PoolOptions(
                minimumIdle,
                maximumSize,
                maximumPending,
                acquireTimeout,
                maximumIdleTime,
                maximumLifetime,
                validateAfterIdle);
    }

    PoolOptions withMaximumPending(int maximumPending) {
        return new PoolOptions(
                minimumIdle,
                maximumSize,
                maximumPending,
                acquireTimeout,
                maximumIdleTime,
                maximumLifetime,
                validateAfterIdle);
    }

    PoolOptions withAcquireTimeout(Duration acquireTimeout) {
        return new PoolOptions(
                minimumIdle,
                maximumSize,
                maximumPending,
                acquireTimeout,
                maximumIdleTime,
                maximumLifetime,
                validateAfterIdle);
    }

    PoolOptions withMaximumIdleTime(Duration maximumIdleTime) {
        return new PoolOptions(
                minimumIdle,
                maximumSize,
                maximumPending,
                acquireTimeout,
                maximumIdleTime,
                maximumLifetime,
                validateAfterIdle);
    }

    PoolOptions withMaximumLifetime(Duration maximumLifetime) {
        return new PoolOptions(
                minimumIdle,
                maximumSize,
                maximumPending,
                acquireTimeout,
                maximumIdleTime,
                maximumLifetime,
                validateAfterIdle);
    }

    PoolOptions withValidateAfterIdle(Duration validateAfterIdle) {
        return new PoolOptions(
                minimumIdle,
                maximumSize,
                maximumPending,
                acquireTimeout,
                maximumIdleTime,
                maximumLifetime,
                validateAfterIdle);
    }
}
