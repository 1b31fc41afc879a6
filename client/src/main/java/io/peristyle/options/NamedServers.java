package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The servers while they are being named: a list, one by host and port, further ones, their shares. Not thread-safe. */
final class NamedServers {
    private List<NamedServer> listed = List.of(new NamedServer("localhost", null));
    private List<NamedServer> further = List.of();
    private @Nullable List<Integer> weights;

    void list(List<NamedServer> servers) {
        if (servers.isEmpty()) {
            throw new ConfigurationException("endpoints is empty; name at least one server, as in localhost:9000");
        }
        listed = List.copyOf(servers);
    }

    /** These and no others, with the shares that they bring: whatever was said of servers before was of other ones. */
    void only(List<NamedServer> servers) {
        list(servers);
        further = List.of();
        weights = null;
    }

    void one(String host, @Nullable Integer port) {
        list(List.of(new NamedServer(host, port)));
    }

    void host(String host) {
        one(host, listed.get(0).port());
    }

    void port(int port) {
        one(listed.get(0).host(), port);
    }

    void further(List<NamedServer> servers) {
        further = List.copyOf(servers);
    }

    void weights(List<Integer> shares) {
        weights = List.copyOf(shares);
    }

    /** {@code cluster} of all of them, if {@code usual} is what those speak of whom nothing is said. */
    ClusterOptions in(ClusterOptions cluster, Protocol usual, boolean encrypted) {
        Map<Endpoint, Protocol> protocols = new HashMap<>();
        List<WeightedEndpoint> endpoints = all().stream()
                .map(server -> {
                    Endpoint endpoint = server.endpoint(usual, encrypted);
                    if (server.protocolOr(usual) != usual) {
                        protocols.put(endpoint, server.protocolOr(usual));
                    }
                    return new WeightedEndpoint(endpoint, server.weight());
                })
                .toList();
        return cluster.withEndpoints(endpoints).withProtocols(protocols);
    }

    private List<NamedServer> all() {
        List<NamedServer> all = Stream.concat(listed.stream(), further.stream()).toList();
        List<Integer> shares = weights;
        if (shares == null) {
            return all;
        }
        if (shares.size() != all.size()) {
            throw new ConfigurationException("weights has " + shares.size() + " shares for " + all.size()
                    + " servers; give one for each, in their order");
        }
        return IntStream.range(0, all.size())
                .mapToObj(i -> all.get(i).withWeight(shares.get(i)))
                .toList();
    }
}
