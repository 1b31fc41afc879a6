package io.peristyle.benchmarks;

import java.util.Arrays;

/** The times that many operations took. Each slot is written by one operation. */
final class Latencies {
    private final long[] nanos;

    Latencies(int operations) {
        nanos = new long[operations];
    }

    void record(int operation, long elapsedNanos) {
        nanos[operation] = elapsedNanos;
    }

    /** The time that a share of all operations did not exceed, in microseconds. */
    double microsAt(double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] / 1e3;
    }
}
