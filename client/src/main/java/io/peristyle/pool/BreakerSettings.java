package io.peristyle.pool;

import java.time.Duration;

/**
 * When a place that fails is given no more work, and when it is tried again.
 *
 * @param failureThreshold failures running that open the breaker; at least 1
 * @param cooldown from the opening of the breaker to the first probe, less up to a half by chance; doubled with each probe
 *     that fails
 * @param maximumPause the longest pause between probes; at least {@code cooldown}
 * @param rampUp how long the share of a place grows, from a tenth to the whole, once it is back
 */
public record BreakerSettings(int failureThreshold, Duration cooldown, Duration maximumPause, Duration rampUp) {
    /** 3 failures, 1 second, at most 15 seconds, whole after 10 seconds. */
    public static final BreakerSettings DEFAULT =
            new BreakerSettings(3, Duration.ofSeconds(1), Duration.ofSeconds(15), Duration.ofSeconds(10));

    public BreakerSettings {
        if (failureThreshold < 1) {
            throw new IllegalArgumentException("failureThreshold is " + failureThreshold + ", must be at least 1");
        }
        PoolTimes.requirePositive("cooldown", cooldown);
        PoolTimes.requirePositive("rampUp", rampUp);
        if (maximumPause.compareTo(cooldown) < 0) {
            throw new IllegalArgumentException(
                    "maximumPause is " + maximumPause + ", must be at least cooldown, " + cooldown);
        }
    }
}
