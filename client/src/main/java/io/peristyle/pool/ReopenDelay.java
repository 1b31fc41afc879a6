package io.peristyle.pool;

import java.time.Duration;

/**
 * The pause between attempts to open while they keep failing. It is drawn evenly between {@code minimum} and a bound that
 * doubles with each failure.
 *
 * @param minimum the shortest pause
 * @param maximum the longest pause when only idle resources are to be replaced
 * @param maximumAwaited the longest pause while callers wait: what they lose at most when the server is back
 */
public record ReopenDelay(Duration minimum, Duration maximum, Duration maximumAwaited) {
    /** 250 milliseconds to 1 minute, at most 1 second while callers wait. */
    public static final ReopenDelay DEFAULT =
            new ReopenDelay(Duration.ofMillis(250), Duration.ofMinutes(1), Duration.ofSeconds(1));

    public ReopenDelay {
        PoolTimes.requirePositive("minimum", minimum);
        if (maximumAwaited.compareTo(minimum) < 0 || maximum.compareTo(maximumAwaited) < 0) {
            throw new IllegalArgumentException("minimum " + minimum + ", maximumAwaited " + maximumAwaited
                    + ", maximum " + maximum + " must ascend");
        }
    }
}
