package io.peristyle.chaos.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Durations that were measured. Thread-safe. */
public final class Samples {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1_024];
    private int count;

    public synchronized void add(Duration sample) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = sample.toNanos();
    }

    public synchronized int count() {
        return count;
    }

    /** The duration in milliseconds that {@code percent} of all did not exceed; NaN if there is none. */
    public synchronized double millisAt(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(count * percent / 100) - 1;
        return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
    }

    /** The shortest, in milliseconds; NaN if there is none. */
    public double leastMillis() {
        return millisAt(0);
    }

    /** The longest, in milliseconds; NaN if there is none. */
    public double greatestMillis() {
        return millisAt(100);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, at most %.1f ms, of %d",
                millisAt(50),
                millisAt(99),
                greatestMillis(),
                count());
    }
}
