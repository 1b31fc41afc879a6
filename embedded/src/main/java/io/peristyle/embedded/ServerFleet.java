package io.peristyle.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several servers of one version as child processes, each with data of its own. Every one knows all of them as the shards
 * of the cluster {@value #CLUSTER}, one replica each. Thread-safe.
 */
public final class ServerFleet implements AutoCloseable {
    /** The cluster's name in {@code system.clusters}. */
    public static final String CLUSTER = "fleet";

    private final ServerVersion version;
    private final List<ClickHouseServer> servers;

    private ServerFleet(ServerVersion version, List<ClickHouseServer> servers) {
        this.version = version;
        this.servers = List.copyOf(servers);
    }

    /**
     * Starts servers side by side and waits until all answer.
     *
     * @param size at least 1
     * @throws ServerUnavailableException when this machine has no such server and cannot fetch one
     * @throws ServerStartException when one did not answer in time
     */
    public static ServerFleet start(ServerVersion version, int size) {
        List<Integer> ports = IntStream.generate(ClickHouseServer::freePort)
                .distinct()
                .limit(size)
                .boxed()
                .toList();
        ServerCluster cluster = new ServerCluster(
                CLUSTER,
                ports.stream()
                        .map(port -> List.of(new ServerCluster.Replica(ServerProcess.HOST, port)))
                        .toList());
        return new ServerFleet(
                version,
                startAll(ports.stream()
                        .map(port -> ServerOptions.builder(version)
                                .tcpPort(port)
                                .cluster(cluster)
                                .build())
                        .toList()));
    }

    /** The version of all. */
    public ServerVersion version() {
        return version;
    }

    /** All servers, dead ones included, in the order of the cluster's shards. */
    public List<ClickHouseServer> servers() {
        return servers;
    }

    /** The server at {@code index}, from 0. */
    public ClickHouseServer server(int index) {
        return servers.get(index);
    }

    public int size() {
        return servers.size();
    }

    /** {@code clickhouse://host:port,host:port,…}, without credentials. */
    public String url() {
        return servers.stream()
                .map(server -> server.host() + ":" + server.tcpPort())
                .collect(Collectors.joining(",", "clickhouse://", ""));
    }

    /** Thaws those that are frozen and restarts those that are down; returns how many were down. */
    public int heal() {
        int down = 0;
        for (ClickHouseServer server : servers) {
            if (server.isAlive()) {
                server.resume();
            } else {
                server.restart();
                down++;
            }
        }
        return down;
    }

    /** Ends all and deletes their data. */
    @Override
    public void close() {
        servers.forEach(ClickHouseServer::close);
    }

    private static List<ClickHouseServer> startAll(List<ServerOptions> all) {
        List<CompletableFuture<ClickHouseServer>> starts = all.stream()
                .map(options -> CompletableFuture.supplyAsync(
                        () -> ClickHouseServer.start(options), task -> new Thread(task, "start-server").start()))
                .toList();
        List<ClickHouseServer> started = new ArrayList<>();
        RuntimeException failure = null;
        for (CompletableFuture<ClickHouseServer> start : starts) {
            try {
                started.add(start.join());
            } catch (CompletionException e) {
                failure = e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        if (failure != null) {
            started.forEach(ClickHouseServer::close);
            throw failure;
        }
        return started;
    }
}
