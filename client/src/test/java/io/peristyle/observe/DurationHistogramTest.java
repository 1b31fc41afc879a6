package io.peristyle.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DurationHistogramTest {
    @Test
    void anEmptyOneSaysZero() {
        assertThat(DurationHistogram.EMPTY.count()).isZero();
        assertThat(DurationHistogram.EMPTY.mean()).isZero();
        assertThat(DurationHistogram.EMPTY.total()).isZero();
        assertThat(DurationHistogram.EMPTY.maximum()).isZero();
        assertThat(DurationHistogram.EMPTY.percentile(0)).isZero();
        assertThat(DurationHistogram.EMPTY.percentile(100)).isZero();
    }

    @Test
    void everyDurationHasABucketAndLongerOnesNoEarlierOne() {
        assertThat(DurationHistogram.bucketOf(Long.MIN_VALUE)).isZero();
        assertThat(DurationHistogram.bucketOf(-1)).isZero();
        int last = 0;
        for (int bit = 0; bit < 63; bit++) {
            for (long nanos : new long[] {(1L << bit) - 1, 1L << bit, (1L << bit) + (1L << bit >> 1)}) {
                int bucket = DurationHistogram.bucketOf(nanos);
                assertThat(bucket).isBetween(last, last + 4);
                last = bucket;
            }
        }
        assertThat(DurationHistogram.bucketOf(Long.MAX_VALUE)).isLessThan(DurationHistogram.BUCKETS);
    }

    @Test
    void aPercentileIsNeverTooShortAndTooLongByAQuarterAtMost() {
        SplittableRandom random = new SplittableRandom(7);
        long[] sample = new long[999];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = random.nextLong(1L << (1 + random.nextInt(62)));
        }
        DurationHistogram histogram = of(sample);
        Arrays.sort(sample);
        for (double percent : new double[] {0.1, 1, 25, 50, 75, 90, 99, 99.9, 100}) {
            long exact = sample[(int) Math.ceil(sample.length * percent / 100) - 1];
            assertThat(histogram.percentile(percent).toNanos())
                    .as("%s %%", percent)
                    .isBetween(exact, exact + exact / 4 + 1);
        }
        assertThat(histogram.percentile(100).toNanos()).isEqualTo(sample[sample.length - 1]);
    }

    @Test
    void sumsWhatItCounted() {
        DurationHistogram histogram = of(1_000, 2_000, 6_000);
        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.total()).isEqualTo(Duration.ofNanos(9_000));
        assertThat(histogram.mean()).isEqualTo(Duration.ofNanos(3_000));
        assertThat(histogram.maximum()).isEqualTo(Duration.ofNanos(6_000));
    }

    @Test
    void doesNotChangeWithTheCountsItWasMadeOf() {
        long[] counts = new long[DurationHistogram.BUCKETS];
        counts[DurationHistogram.bucketOf(5)] = 1;
        DurationHistogram histogram = new DurationHistogram(counts, 5, 5);
        Arrays.fill(counts, 9);
        assertThat(histogram.percentile(100)).isEqualTo(Duration.ofNanos(5));
    }

    @Test
    void refusesPercentsAndBucketsThatThereAreNot() {
        assertThatThrownBy(() -> DurationHistogram.EMPTY.percentile(100.1)).hasMessageContaining("100.1");
        assertThatThrownBy(() -> DurationHistogram.EMPTY.percentile(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new DurationHistogram(new long[3], 0, 0)).hasMessageContaining("3 buckets");
    }

    private static DurationHistogram of(long... nanos) {
        long[] counts = new long[DurationHistogram.BUCKETS];
        long total = 0;
        long maximum = 0;
        for (long each : nanos) {
            counts[DurationHistogram.bucketOf(each)]++;
            total += each;
            maximum = Math.max(maximum, each);
        }
        return new DurationHistogram(counts, total, maximum);
    }
}
