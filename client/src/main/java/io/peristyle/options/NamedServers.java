package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers while they are being named: a list, one by host and port, further ones, their shares. Not thread-safe. */
final class NamedServers {
    private static final int DEFAULT_PORT = 9000;

    private List<WeightedEndpoint> listed = List.of(WeightedEndpoint.of(new Endpoint("localhost", DEFAULT_PORT)));
    private List<Endpoint> further = List.of();
    private @Nullable List<Integer> weights;

    void list(List<WeightedEndpoint> servers) {
        if (servers.isEmpty()) {
            throw new ConfigurationException("endpoints is empty; name at least one server, as in localhost:9000");
        }
        listed = List.copyOf(servers);
    }

    void one(String host, int port) {
        list(List.of(WeightedEndpoint.of(OptionText.endpoint(host, port))));
    }

    void host(String host) {
        one(host, listed.get(0).endpoint().port());
    }

    void port(int port) {
        one(listed.get(0).endpoint().host(), port);
    }

    void further(List<Endpoint> servers) {
        further = List.copyOf(servers);
    }

    void weights(List<Integer> shares) {
        weights = List.copyOf(shares);
    }

    /** All of them with their shares. */
    List<WeightedEndpoint> all() {
        List<WeightedEndpoint> all = new ArrayList<>(listed);
        further.forEach(server -> all.add(WeightedEndpoint.of(server)));
        return weights == null ? all : OptionWords.weighted(all, weights);
    }
}
