package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which servers there are, and how work is shared among them. Immutable.
 *
 * @param endpoints the servers, at least one, each once; a name with several addresses stands for as many servers of the same
 *     weight
 * @param balancing chooses the server of each statement
 * @param health when a server counts as down
 * @param discover the name of a cluster in {@code system.clusters} whose servers take the place of {@code endpoints}, which
 *     remain as a fallback; null: none
 * @param protocols what servers speak that do not speak {@link ConnectionOptions#protocol()}, by host and port
 */
public record ClusterOptions(
        List<WeightedEndpoint> endpoints,
        Balancing balancing,
        HealthOptions health,
        @Nullable String discover,
        Map<Endpoint, Protocol> protocols) {
    public ClusterOptions {
        endpoints = List.copyOf(endpoints);
        protocols = Map.copyOf(protocols);
    }

    /** {@code endpoints}, and the default of everything else: the least loaded of two, no discovery. */
    public static ClusterOptions of(List<WeightedEndpoint> endpoints) {
        return new ClusterOptions(endpoints, Balancing.leastLoaded(), HealthOptions.DEFAULT, null, Map.of());
    }

    public ClusterOptions withEndpoints(List<WeightedEndpoint> endpoints) {
        return new ClusterOptions(endpoints, balancing, health, discover, protocols);
    }

    public ClusterOptions withBalancing(Balancing balancing) {
        return new ClusterOptions(endpoints, balancing, health, discover, protocols);
    }

    public ClusterOptions withHealth(HealthOptions health) {
        return new ClusterOptions(endpoints, balancing, health, discover, protocols);
    }

    public ClusterOptions withDiscover(@Nullable String cluster) {
        return new ClusterOptions(endpoints, balancing, health, cluster, protocols);
    }

    public ClusterOptions withProtocols(Map<Endpoint, Protocol> protocols) {
        return new ClusterOptions(endpoints, balancing, health, discover, protocols);
    }

    /** What a server speaks, at whichever of its addresses, if {@code usual} is what the others do. */
    public Protocol protocolOf(Endpoint server, Protocol usual) {
        return protocols.getOrDefault(new Endpoint(server.host(), server.port()), usual);
    }

    /** Whether any of the servers speaks {@code protocol}, if {@code usual} is what those speak of whom nothing is said. */
    public boolean speaks(Protocol protocol, Protocol usual) {
        return endpoints.stream().anyMatch(server -> protocolOf(server.endpoint(), usual) == protocol);
    }
}
