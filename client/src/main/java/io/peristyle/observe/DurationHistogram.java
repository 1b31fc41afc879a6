package io.peristyle.observe;

import java.time.Duration;

/**
 * How long something took, over many times. Immutable.
 *
 * <p>Durations are counted in buckets that grow by powers of two, each cut into four: a percentile is too long by at most a
 * quarter of itself, never too short.
 */
public final class DurationHistogram {
    /** Buckets that there are. */
    public static final int BUCKETS = 256;

    private static final int CUT_BITS = 2;

    /** Nothing was measured. */
    public static final DurationHistogram EMPTY = new DurationHistogram(new long[BUCKETS], 0, 0);

    private final long[] counts;
    private final long count;
    private final long totalNanos;
    private final long maximumNanos;

    /**
     * @param counts how often each of the {@link #BUCKETS} buckets was hit; copied
     * @param totalNanos the sum of all durations
     * @param maximumNanos the longest one
     */
    public DurationHistogram(long[] counts, long totalNanos, long maximumNanos) {
        if (counts.length != BUCKETS) {
            throw new IllegalArgumentException(counts.length + " buckets, must be " + BUCKETS);
        }
        this.counts = counts.clone();
        this.totalNanos = totalNanos;
        this.maximumNanos = maximumNanos;
        long sum = 0;
        for (long hits : counts) {
            sum += hits;
        }
        this.count = sum;
    }

    /** The bucket of a duration, for those who count; negative ones count as zero. */
    public static int bucketOf(long nanos) {
        if (nanos < 1 << CUT_BITS) {
            return (int) Math.max(0, nanos);
        }
        int shift = 63 - Long.numberOfLeadingZeros(nanos) - CUT_BITS;
        return (shift << CUT_BITS) + (int) (nanos >>> shift);
    }

    /** How many were measured. */
    public long count() {
        return count;
    }

    /** The sum of all. */
    public Duration total() {
        return Duration.ofNanos(totalNanos);
    }

    /** The arithmetic mean; zero if nothing was measured. */
    public Duration mean() {
        return Duration.ofNanos(count == 0 ? 0 : totalNanos / count);
    }

    /** The longest one; zero if nothing was measured. */
    public Duration maximum() {
        return Duration.ofNanos(maximumNanos);
    }

    /**
     * A duration that {@code percent} of all did not exceed; zero if nothing was measured.
     *
     * @param percent 0 to 100
     */
    public Duration percentile(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent is " + percent + ", must be 0 to 100");
        }
        long wanted = Math.max(1, (long) Math.ceil(count * percent / 100));
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Duration.ofNanos(Math.min(longestIn(bucket), maximumNanos));
            }
        }
        return Duration.ZERO;
    }

    @Override
    public String toString() {
        return count + " times, p50 " + percentile(50) + ", p99 " + percentile(99) + ", maximum " + maximum();
    }

    private static long longestIn(int bucket) {
        if (bucket < 2 << CUT_BITS) {
            return bucket;
        }
        int shift = (bucket >> CUT_BITS) - 1;
        long first = (long) (bucket - (shift << CUT_BITS)) << shift;
        return first + (1L << shift) - 1;
    }
}
