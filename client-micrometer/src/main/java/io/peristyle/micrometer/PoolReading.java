package io.peristyle.micrometer;

import io.micrometer.core.instrument.Clock;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.PoolStats;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pool's statistics, taken once for all the meters that are read together: their figures fit each other. */
final class PoolReading {
    private static final long LASTS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<PoolStats> source;
    private final Clock clock;
    private volatile @Nullable Taken latest;

    PoolReading(Supplier<PoolStats> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    PoolStats stats() {
        Taken taken = latest;
        return taken == null || clock.monotonicTime() - taken.atNanos > LASTS_NANOS ? anew() : taken.stats;
    }

    /** The statistics at this very moment. */
    PoolStats anew() {
        Taken taken = new Taken(source.get(), clock.monotonicTime());
        latest = taken;
        return taken.stats;
    }

    /** The figures of one server; null if it is gone. */
    @Nullable
    EndpointStats of(Endpoint endpoint) {
        for (EndpointStats stats : stats().endpoints()) {
            if (stats.endpoint().equals(endpoint)) {
                return stats;
            }
        }
        return null;
    }

    private record Taken(PoolStats stats, long atNanos) {}
}
