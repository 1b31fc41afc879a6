package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.PoolException;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.PoolStats;
import io.peristyle.options.ClientOptions;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Start-up, and servers taken out of service; on 18.16, for 26.7 dies of cut connections. */
@OnEveryServer(only = ServerVersion.LEGACY)
@OverEveryTransport
final class FrontDoorIT {
    private static final String NOBODY = "127.0.0.1:" + ClickHouseServer.freePort();

    private final Transport transport;

    FrontDoorIT(Transport transport) {
        this.transport = transport;
    }

    @Test
    void lazyConnectsToNobody() {
        try (ClickHouse db = ClickHouse.connect(transport.url(NOBODY))) {
            assertThat(db.stats().size()).isZero();
        }
    }

    @Test
    void failFastThrowsAtOnceWhenEveryServerRefuses() {
        long before = System.nanoTime();

        assertThatThrownBy(() -> ClickHouse.connect(transport.url(NOBODY) + "?start=fail_fast"))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining(NOBODY);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void failFastIsContentWithOneServer(ClickHouseServer server) {
        String url = transport.url(NOBODY) + "," + server.host() + ":" + transport.port(server) + "?start=fail_fast";
        try (ClickHouse db = ClickHouse.connect(url)) {
            assertThat(db.stats().idle()).isPositive();
        }
    }

    @Test
    void waitsForAsManyConnectionsAsWereAskedFor(ClickHouseServer server) {
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?start=wait:4")) {
            PoolStats stats = db.stats();
            assertThat(stats.size() - stats.opening()).isEqualTo(4);
        }
    }

    @Test
    void saysHowManyConnectionsTheClientHadWhenItWaitedInVain(ClickHouseServer server) {
        try (FaultProxy proxy = transport.proxyTo(server)) {
            proxy.pause(Direction.TO_CLIENT);

            assertThatThrownBy(() -> ClickHouse.connect(transport.url(proxy) + "?start=wait:2&acquire_timeout=300ms"))
                    .isInstanceOf(PoolException.class)
                    .hasMessageContaining("2 connections, but had 0 after PT0.3S");
        }
    }

    @Test
    void connectsWithoutBlocking(ClickHouseServer server) {
        ClientOptions options = ClientOptions.parse(transport.url(server) + "?start=wait:2");
        try (ClickHouse db = ClickHouse.connectAsync(options).join()) {
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        }
        assertThatThrownBy(
                        () -> ClickHouse.connectAsync(ClientOptions.parse(transport.url(NOBODY) + "?start=fail_fast"))
                                .join())
                .hasCauseInstanceOf(ConnectionException.class);
    }

    @Test
    void givesADrainedServerNoWorkUntilItIsResumed(ClickHouseServer server) {
        try (FaultProxy first = transport.proxyTo(server);
                FaultProxy second = transport.proxyTo(server);
                ClickHouse db = ClickHouse.connect(transport.url(first) + "," + second.host() + ":" + second.port())) {
            Endpoint drained = new Endpoint(first.host(), first.port());
            select(db, 20);
            db.drain(drained).join();
            long before = acquired(db, drained);
            assertThat(stats(db, drained).size()).isZero();
            assertThat(stats(db, drained).draining()).isTrue();
            select(db, 20);
            assertThat(acquired(db, drained)).isEqualTo(before);

            db.resume(drained);
            await().untilAsserted(() -> {
                select(db, 20);
                assertThat(acquired(db, drained)).isGreaterThan(before);
            });
        }
    }

    @Test
    void asksADrainedServerForASignOfLifeOverAConnectionOfItsOwn(ClickHouseServer server) {
        try (FaultProxy proxy = transport.proxyTo(server);
                ClickHouse db = ClickHouse.connect(transport.url(proxy))) {
            Endpoint drained = new Endpoint(proxy.host(), proxy.port());
            select(db, 1);
            db.drain(drained).join();
            int before = proxy.acceptedConnections();

            assertThat(db.ping(drained).join()).isPositive();
            assertThat(proxy.acceptedConnections()).isEqualTo(before + 1);
            assertThat(stats(db, drained).size()).isZero();
            await().until(() -> proxy.openConnections() == 0);
        }
    }

    @Test
    void aSessionKeepsItsConnectionToADrainedServer(ClickHouseServer server) {
        try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
            Session session = db.session().join();
            CompletableFuture<Void> drained = db.drain(new Endpoint(server.host(), transport.port(server)));
            assertThat(session.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            assertThat(drained).isNotDone();
            session.close();

            drained.join();
            assertThat(db.stats().size()).isZero();
        }
    }

    @Test
    void changesItsSizeWhileItWorks(ClickHouseServer server) {
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?max_conns_per_endpoint=10")) {
            select(db, 10);
            db.resizePool(0, 2);
            await().until(() -> db.stats().size() <= 2);
            select(db, 10);
            assertThat(db.stats().size()).isLessThanOrEqualTo(2);
            db.resizePool(5, 5);
            await().until(() -> db.stats().idle() == 5);

            assertThatThrownBy(() -> db.resizePool(6, 5))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("min_idle 6 is more than max_open_conns 5; raise the latter or lower the former");
        }
    }

    @Test
    void asksOneServerOfMany(ClickHouseServer server) {
        try (FaultProxy proxy = transport.proxyTo(server);
                ClickHouse db =
                        ClickHouse.connect(transport.url(proxy) + "," + server.host() + ":" + transport.port(server))) {
            Endpoint asked = new Endpoint(proxy.host(), proxy.port());

            assertThat(db.ping(asked).join()).isPositive();
            assertThat(db.server(asked).join().version()).startsWith("18.");
            assertThat(proxy.acceptedConnections()).isEqualTo(1);
            assertThatThrownBy(() -> db.ping(new Endpoint("elsewhere", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("elsewhere:1 is none of the client's servers")
                    .hasMessageContaining(asked.toString());
        }
    }

    private static void select(ClickHouse db, int times) {
        IntStream.range(0, times)
                .mapToObj(i -> db.query("SELECT sleep(0.01)").execute())
                .toList()
                .forEach(query -> query.join());
    }

    private static long acquired(ClickHouse db, Endpoint endpoint) {
        return stats(db, endpoint).acquired();
    }

    private static EndpointStats stats(ClickHouse db, Endpoint endpoint) {
        return db.stats().endpoints().stream()
                .filter(stats -> stats.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }
}
