package io.peristyle.pool;

import io.peristyle.observe.DurationHistogram;

/** Counts durations. Guarded by the gate of the pool. */
final class DurationRecorder {
    private final long[] counts = new long[DurationHistogram.BUCKETS];
    private long totalNanos;
    private long maximumNanos;

    void record(long nanos) {
        counts[DurationHistogram.bucketOf(nanos)]++;
        totalNanos += nanos;
        maximumNanos = Math.max(maximumNanos, nanos);
    }

    DurationHistogram snapshot() {
        return new DurationHistogram(counts, totalNanos, maximumNanos);
    }
}
