package io.peristyle.client;

import io.peristyle.cluster.Topology;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.options.ClusterOptions;
import io.peristyle.query.Row;
import io.peristyle.time.Timers;
import io.peristyle.time.Timers.Timer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers again and again which ones a cluster has, and has the client use those. Where that finds nobody, the servers
 * that the options name are used; where it fails, they are used besides those found last. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class ClusterDiscovery {
    static final String SQL =
            "SELECT host_name, host_address, port FROM system.clusters WHERE cluster = {cluster:String}"
                    + " ORDER BY shard_num, replica_num";

    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterDiscovery.class);

    private final ClusterOptions options;
    private final Topology topology;
    private final Timers timers;
    private final Supplier<CompletableFuture<List<Row>>> question;

    /** Guarded by this, as is everything below. */
    private boolean closed;

    private @Nullable Timer next;
    private @Nullable CompletableFuture<List<Row>> asked;
    private List<WeightedEndpoint> found = List.of();
    private boolean complained;

    /** @param question runs {@link #SQL} */
    ClusterDiscovery(
            ClusterOptions options, Topology topology, Timers timers, Supplier<CompletableFuture<List<Row>>> question) {
        this.options = options;
        this.topology = topology;
        this.timers = timers;
        this.question = question;
    }

    /** Asks now, and then once in a period; does nothing if the options name no cluster. */
    void start() {
        if (options.discover() != null) {
            ask();
        }
    }

    synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
        if (asked != null) {
            asked.cancel(false);
        }
    }

    private void ask() {
        CompletableFuture<List<Row>> answer = question.get();
        synchronized (this) {
            asked = answer;
            if (closed) {
                answer.cancel(false);
            }
        }
        answer.thenApply(this::servers).whenComplete(this::answered);
    }

    private void answered(@Nullable List<WeightedEndpoint> servers, @Nullable Throwable failure) {
        List<WeightedEndpoint> used;
        synchronized (this) {
            if (closed) {
                return;
            }
            found = servers == null ? found : servers;
            used = servers != null && !servers.isEmpty() ? servers : foundAndNamed();
            boolean complains = servers == null || servers.isEmpty();
            if (complains && !complained) {
                LOGGER.warn(
                        "The servers of the cluster {} could not be found: {}; using {}",
                        options.discover(),
                        servers == null ? String.valueOf(failure) : "system.clusters has no cluster of that name",
                        used.stream().map(WeightedEndpoint::endpoint).toList());
            }
            complained = complains;
            next = timers.schedule(this::ask, options.health().checkPeriod().toNanos(), TimeUnit.NANOSECONDS);
        }
        topology.replace(used);
    }

    private List<WeightedEndpoint> foundAndNamed() {
        Set<WeightedEndpoint> all = new LinkedHashSet<>(found);
        all.addAll(options.endpoints());
        return List.copyOf(all);
    }

    private List<WeightedEndpoint> servers(List<Row> rows) {
        Set<Endpoint> endpoints = new LinkedHashSet<>();
        for (Row row : rows) {
            Endpoint server = new Endpoint(row.stringValue(0), (int) row.longValue(2));
            String address = row.stringValue(1);
            endpoints.add(address.isEmpty() ? server : server.at(address));
        }
        List<WeightedEndpoint> servers = new ArrayList<>();
        endpoints.forEach(server -> servers.add(new WeightedEndpoint(server, weightOf(server))));
        return servers;
    }

    /** The weight that the options give to the server, if they name it. */
    private int weightOf(Endpoint server) {
        for (WeightedEndpoint named : options.endpoints()) {
            if (named.endpoint().host().equals(server.host())
                    && named.endpoint().port() == server.port()) {
                return named.weight();
            }
        }
        return 1;
    }
}
