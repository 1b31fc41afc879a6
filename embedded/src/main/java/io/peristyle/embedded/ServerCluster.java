package io.peristyle.embedded;

import java.util.List;

/** A cluster that a server knows for Distributed tables: shards, each a list of replicas. */
public record ServerCluster(String name, List<List<Replica>> shards) {
    /** One server of a cluster, by its native port. */
    public record Replica(String host, int port) {}

    public ServerCluster {
        ServerOptions.checkElementName("cluster", name);
        shards = shards.stream().map(List::copyOf).toList();
    }
}
