package io.peristyle.chaos.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Successes over time and by server. Thread-safe. */
public final class Throughput {
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final long startNanos = System.nanoTime();
    private final Map<Integer, ConcurrentSkipListMap<Long, LongAdder>> byPort =
            new java.util.concurrent.ConcurrentHashMap<>();

    public void answered(Answer answer) {
        if (answer.isSuccess()) {
            byPort.computeIfAbsent(answer.port(), port -> new ConcurrentSkipListMap<>())
                    .computeIfAbsent(slice(answer.endNanos()), slice -> new LongAdder())
                    .increment();
        }
    }

    /** Successes per second between two moments of {@link System#nanoTime}, to the tenth of a second. */
    public double perSecond(long fromNanos, long toNanos) {
        long count = counts(fromNanos, toNanos).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return count / ((toNanos - fromNanos) / 1e9);
    }

    /** How much of all successes between two moments one server had, in percent; NaN if there was none at all. */
    public double sharePercent(int port, long fromNanos, long toNanos) {
        Map<Integer, Long> counts = counts(fromNanos, toNanos);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? Double.NaN : 100.0 * counts.getOrDefault(port, 0L) / all;
    }

    private Map<Integer, Long> counts(long fromNanos, long toNanos) {
        Map<Integer, Long> counts = new TreeMap<>();
        byPort.forEach((port, slices) -> counts.put(
                port,
                slices.subMap(slice(fromNanos), slice(toNanos)).values().stream()
                        .mapToLong(LongAdder::sum)
                        .sum()));
        return counts;
    }

    private long slice(long nanos) {
        return Math.floorDiv(nanos - startNanos, SLICE_NANOS);
    }
}
