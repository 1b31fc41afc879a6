package io.peristyle.options;

import io.peristyle.endpoint.WeightedEndpoint;
import java.util.List;
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
 */
public record ClusterOptions(
        List<WeightedEndpoint> endpoints,
        Balancing balancing,
        HealthOptions health,
        @Nullable String discover) {
    public ClusterOptions {
        endpoints = List.copyOf(endpoints);
    }

    /** {@code endpoints}, and the default of everything else: the least loaded of two, no discovery. */
    public static ClusterOptions of(List<WeightedEndpoint> endpoints) {
        return new ClusterOptions(endpoints, Balancing.leastLoaded(), HealthOptions.DEFAULT, null);
    }

    public ClusterOptions withEndpoints(List<WeightedEndpoint> endpoints) {
        return new ClusterOptions(endpoints, balancing, health, discover);
    }

    public ClusterOptions withBalancing(Balancing balancing) {
        return new ClusterOptions(endpoints, balancing, health, discover);
    }

    public ClusterOptions withHealth(HealthOptions health) {
        return new ClusterOptions(endpoints, balancing, health, discover);
    }

    public ClusterOptions withDiscover(@Nullable String cluster) {
        return new ClusterOptions(endpoints, balancing, health, cluster);
    }
}
