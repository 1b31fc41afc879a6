package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerCluster;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.observe.EndpointStats;
import io.peristyle.testkit.FaultProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A 26.7 that is a cluster of one, named by its own port; found through a proxy, which the cluster knows nothing of. */
final class ClusterDiscoveryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void takesItsServersFromTheClusterAndComesBackToThoseNamed() {
        int port = ClickHouseServer.freePort();
        ServerCluster cluster =
                new ServerCluster("prod", List.of(List.of(new ServerCluster.Replica("127.0.0.1", port))));
        ServerOptions options = ServerOptions.builder(ServerVersion.MODERN)
                .tcpPort(port)
                .cluster(cluster)
                .build();
        try (ClickHouseServer server = ClickHouseServer.start(options);
                FaultProxy proxy = FaultProxy.to(server)) {
            staysWithTheServersThatWereNamed(proxy);
            findsTheServer(proxy, server);
        }
    }

    private static void findsTheServer(FaultProxy proxy, ClickHouseServer server) {
        try (ClickHouse db = ClickHouse.connect(proxy.url() + "?discover=prod&health_check_period=100ms")) {
            await().atMost(PATIENCE).until(() -> endpoints(db).equals(List.of("127.0.0.1:" + server.tcpPort())));
            select(db);
            int accepted = proxy.acceptedConnections();
            proxy.close();
            select(db);

            assertThat(proxy.acceptedConnections()).isEqualTo(accepted);
            server.kill();
            await().atMost(PATIENCE).until(() -> endpoints(db).contains(proxy.host() + ":" + proxy.port()));
            assertThat(endpoints(db)).contains("127.0.0.1:" + server.tcpPort());
            server.restart();
            await().atMost(PATIENCE).until(() -> endpoints(db).equals(List.of("127.0.0.1:" + server.tcpPort())));
        }
    }

    private static void staysWithTheServersThatWereNamed(FaultProxy proxy) {
        try (ClickHouse db = ClickHouse.connect(proxy.url() + "?discover=nowhere&health_check_period=100ms")) {
            for (int i = 0; i < 10; i++) {
                select(db);
            }

            assertThat(endpoints(db)).containsExactly(proxy.host() + ":" + proxy.port());
        }
    }

    private static void select(ClickHouse db) {
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
    }

    private static List<String> endpoints(ClickHouse db) {
        return db.stats().endpoints().stream()
                .map(EndpointStats::endpoint)
                .map(Object::toString)
                .toList();
    }
}
