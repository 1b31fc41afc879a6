package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.observe.EndpointStats;
import io.peristyle.options.ClientOptions;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnServer;
import io.peristyle.transport.netty.EventLoops;
import io.peristyle.transport.netty.NameServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One server behind two addresses, and a name server that tells of them; on 18.16, for 26.7 dies of cut connections. */
@OnServer(ServerVersion.LEGACY)
final class ServerNamesIT {
    private static final String FIRST = "127.0.0.2";
    private static final String SECOND = "127.0.0.3";

    private final NameServer names = NameServer.start();

    @AfterEach
    void stopNameServer() {
        names.close();
    }

    @Test
    void usesEveryAddressOfAName(ClickHouseServer server) {
        names.addresses("servers.test", 60, FIRST, SECOND);
        try (FaultProxy first = FaultProxy.to(server, new InetSocketAddress(FIRST, 0));
                FaultProxy second = FaultProxy.to(server, new InetSocketAddress(SECOND, first.port()));
                ClickHouse db = connect("servers.test", first.port(), "max_open_conns=4")) {
            IntStream.range(0, 40)
                    .mapToObj(i -> db.query("SELECT sleep(0.01)").execute())
                    .toList()
                    .forEach(query -> query.join());

            assertThat(addresses(db)).containsExactlyInAnyOrder(FIRST, SECOND);
            assertThat(db.stats().endpoints())
                    .allSatisfy(stats -> assertThat(stats.acquired()).isGreaterThan(5));
            assertThat(first.acceptedConnections()).isPositive();
            assertThat(second.acceptedConnections()).isPositive();
        }
    }

    @Test
    void followsANameThatMovesWithinFiveSecondsAndFailsNobodyMeanwhile(ClickHouseServer server) {
        names.addresses("moving.test", 1, FIRST);
        try (FaultProxy first = FaultProxy.to(server, new InetSocketAddress(FIRST, 0));
                FaultProxy second = FaultProxy.to(server, new InetSocketAddress(SECOND, first.port()));
                ClickHouse db = connect("moving.test", first.port(), "")) {
            select(db);
            names.addresses("moving.test", 1, SECOND);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMillis(5_500))
                    .until(() -> {
                        select(db);
                        return addresses(db).equals(List.of(SECOND));
                    });
            select(db);

            assertThat(second.acceptedConnections()).isPositive();
            assertThat(db.stats().size()).isEqualTo(1);
        }
    }

    @Test
    void goesOnWithWhatItKnowsWhenNobodyAnswersOrTheNameIsGone(ClickHouseServer server) {
        names.addresses("lost.test", 0, FIRST);
        try (FaultProxy proxy = FaultProxy.to(server, new InetSocketAddress(FIRST, 0));
                ClickHouse db = connect("lost.test", proxy.port(), "dial_timeout=500ms")) {
            select(db);
            names.silent(true);
            useThroughLookUp(db);
            names.forget("lost.test");
            names.silent(false);
            useThroughLookUp(db);

            assertThat(addresses(db)).containsExactly(FIRST);
        }
    }

    @Test
    void callersWaitForTheFirstAnswerWithinTheirOwnTime() {
        names.silent(true);
        try (ClickHouse db = connect("silent.test", 9000, "close_grace=0s")) {
            long before = System.nanoTime();
            assertThatThrownBy(() -> db.query("SELECT 1")
                            .timeout(Duration.ofMillis(300))
                            .execute()
                            .join())
                    .hasCauseInstanceOf(OperationTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(1_500));
        }
    }

    @Test
    void takesOrdersForAServerWhoseNameWasNotLookedUpYet(ClickHouseServer server) {
        names.silent(true);
        names.addresses("late.test", 60, FIRST);
        try (FaultProxy first = FaultProxy.to(server, new InetSocketAddress(FIRST, 0));
                ClickHouse db = connect("late.test", first.port(), "dial_timeout=60s")) {
            Endpoint name = new Endpoint("late.test", first.port());
            CompletableFuture<Duration> ping = db.ping(name);
            db.drain(name).join();
            assertThat(ping).isNotDone();
            names.silent(false);

            assertThat(ping).succeedsWithin(Duration.ofSeconds(20));
            assertThat(db.stats().endpoints()).hasSize(1).allMatch(EndpointStats::draining);
            assertThat(db.stats().size()).isZero();
        }
    }

    @Test
    void saysThatANameIsUnknown() {
        try (ClickHouse db = connect("nobody.test", 9000, "")) {
            assertThatThrownBy(() -> select(db))
                    .cause()
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("the host of nobody.test:9000 is unknown");
        }
    }

    @Test
    void drainsEveryAddressOfAName(ClickHouseServer server) {
        names.addresses("servers.test", 60, FIRST, SECOND);
        try (FaultProxy first = FaultProxy.to(server, new InetSocketAddress(FIRST, 0));
                FaultProxy second = FaultProxy.to(server, new InetSocketAddress(SECOND, first.port()));
                ClickHouse db = connect("servers.test", first.port(), "")) {
            select(db);
            db.drain(new Endpoint("servers.test", second.port())).join();

            assertThat(db.stats().endpoints()).hasSize(2).allMatch(EndpointStats::draining);
            assertThat(db.stats().size()).isZero();
        }
    }

    @Test
    void whatADrainedNameMovesToIsDrainedAsWell(ClickHouseServer server) {
        names.addresses("drained.test", 1, FIRST);
        try (FaultProxy first = FaultProxy.to(server, new InetSocketAddress(FIRST, 0));
                FaultProxy second = FaultProxy.to(server, new InetSocketAddress(SECOND, first.port()));
                ClickHouse db = connect("drained.test", first.port(), "")) {
            select(db);
            Endpoint name = new Endpoint("drained.test", first.port());
            db.drain(name).join();
            names.addresses("drained.test", 60, SECOND);
            await().atMost(Duration.ofSeconds(20)).until(() -> addresses(db).equals(List.of(SECOND)));
            assertThat(db.stats().endpoints()).allMatch(EndpointStats::draining);
            assertThat(second.acceptedConnections()).isZero();
            db.resume(name);

            select(db);
        }
    }

    private ClickHouse connect(String host, int port, String options) {
        ClientOptions parsed = ClientOptions.parse("clickhouse://" + host + ":" + port + "?" + options);
        EventLoops loops = new EventLoops(parsed.threads(), names.asProvider());
        return new ClickHouse(parsed, ClientParts.on(loops, parsed));
    }

    /** Runs statements until a name was looked up in vain. */
    private void useThroughLookUp(ClickHouse db) {
        int asked = names.questions();
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(8))
                .until(() -> {
                    select(db);
                    return names.questions() > asked;
                });
        select(db);
    }

    private static void select(ClickHouse db) {
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
    }

    private static List<String> addresses(ClickHouse db) {
        return db.stats().endpoints().stream()
                .map(EndpointStats::endpoint)
                .map(Endpoint::address)
                .toList();
    }
}
