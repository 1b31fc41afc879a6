package io.peristyle.chaos.scenario;

import io.peristyle.embedded.ServerFleet;
import io.peristyle.testkit.FaultProxy;
import java.util.List;
import java.util.stream.Collectors;

/** A proxy in front of each server. */
record Proxies(List<FaultProxy> all) implements AutoCloseable {
    static Proxies before(ServerFleet fleet) {
        return new Proxies(fleet.servers().stream().map(FaultProxy::to).toList());
    }

    String url() {
        return all.stream()
                .map(proxy -> proxy.host() + ":" + proxy.port())
                .collect(Collectors.joining(",", "clickhouse://", ""));
    }

    List<Integer> ports() {
        return all.stream().map(FaultProxy::port).toList();
    }

    FaultProxy get(int index) {
        return all.get(index);
    }

    @Override
    public void close() {
        all.forEach(FaultProxy::close);
    }
}
