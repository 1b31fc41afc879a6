package io.peristyle.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.BreakerState;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.PoolStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The gauges of one pool and of each of its servers, which come and go. */
final class PoolMeters {
    private final MeterRegistry registry;
    private final Tags pool;
    private final PoolReading reading;
    private final List<Meter> total = new ArrayList<>();
    private final Map<Endpoint, List<Meter>> servers = new HashMap<>();
    private boolean removed;

    PoolMeters(MeterRegistry registry, String poolName, Supplier<PoolStats> source) {
        this.registry = registry;
        this.pool = Tags.of(MetricTags.POOL_NAME, poolName);
        this.reading = new PoolReading(source, registry.config().clock());
    }

    synchronized void bind() {
        String count = "db.client.connection.count";
        total.add(gauge(count, "Connections by state", state("idle"), PoolStats::idle));
        total.add(gauge(count, "Connections by state", state("used"), PoolStats::inUse));
        total.add(gauge("db.client.connection.max", "Connections allowed", pool, PoolStats::maximumSize));
        total.add(gauge("db.client.connection.idle.min", "Idle connections kept ready", pool, PoolStats::minimumIdle));
        total.add(gauge(
                "db.client.connection.pending_requests", "Callers waiting for a connection", pool, PoolStats::pending));
        total.add(FunctionCounter.builder(
                        "db.client.connection.timeouts", reading, r -> r.stats().timeouts())
                .description("Callers who waited for a connection in vain")
                .tags(pool)
                .register(registry));
        total.add(gauge("peristyle.connections.opening", "Connections being opened", pool, PoolStats::opening));
        followServers();
    }

    /** Adds the meters of servers that have come, and removes those of servers that have gone. */
    synchronized void followServers() {
        if (removed) {
            return;
        }
        Set<Endpoint> present = new HashSet<>();
        for (EndpointStats stats : reading.anew().endpoints()) {
            present.add(stats.endpoint());
            servers.computeIfAbsent(stats.endpoint(), this::metersOf);
        }
        servers.entrySet().removeIf(server -> {
            boolean gone = !present.contains(server.getKey());
            if (gone) {
                server.getValue().forEach(registry::remove);
            }
            return gone;
        });
    }

    synchronized void remove() {
        removed = true;
        total.forEach(registry::remove);
        servers.values().forEach(meters -> meters.forEach(registry::remove));
    }

    private List<Meter> metersOf(Endpoint endpoint) {
        Tags tags = pool.and(MetricTags.place(endpoint));
        String connections = "peristyle.endpoint.connections";
        return List.of(
                gauge(connections, endpoint, tags.and(MetricTags.CONNECTION_STATE, "idle"), EndpointStats::idle),
                gauge(connections, endpoint, tags.and(MetricTags.CONNECTION_STATE, "used"), EndpointStats::inUse),
                gauge(connections, endpoint, tags.and(MetricTags.CONNECTION_STATE, "opening"), EndpointStats::opening),
                gauge("peristyle.endpoint.breaker", endpoint, tags, stats -> levelOf(stats.breaker())));
    }

    private Meter gauge(String name, String description, Tags tags, ToDoubleFunction<PoolStats> figure) {
        return Gauge.builder(name, () -> figure.applyAsDouble(reading.stats()))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private Meter gauge(String name, Endpoint endpoint, Tags tags, ToDoubleFunction<EndpointStats> figure) {
        return Gauge.builder(name, () -> {
                    EndpointStats stats = reading.of(endpoint);
                    return stats == null ? Double.NaN : figure.applyAsDouble(stats);
                })
                .tags(tags)
                .register(registry);
    }

    private Tags state(String state) {
        return pool.and(MetricTags.CONNECTION_STATE, state);
    }

    /** What an alert compares with: 0 is well. */
    private static double levelOf(BreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
