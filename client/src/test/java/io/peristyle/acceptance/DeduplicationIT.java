package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Insert;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.Outcome;
import io.peristyle.query.Summary;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Inserts whose connection is cut behind their last block (reliability tests T12 and T13). */
final class DeduplicationIT {
    private static final int ROWS = 30_000;
    private static final String TOKEN = "batch-of-the-test";
    private static final String TOKEN_OF_SAME_LENGTH = "batch-of-the-past";
    private static final Pattern BEHIND_THE_QUERY = Pattern.compile("FORMAT(?: |%20|\\+)Native");

    @Test
    @OnServer(ServerVersion.MODERN)
    void withATokenTheSameBytesAreSentAgainAndStoredOnce(@PrivateServer ClickHouseServer server) {
        awaitUptimeBeyondTheTimeOfTheTest(server);
        for (Transport transport : Transport.values()) {
            createTable(server);
            try (FaultProxy proxy = transport.proxyTo(server);
                    ClickHouse db = connect(transport, proxy)) {
                cutBehindTheNextInsert(db, proxy, true);
                proxy.record(Direction.TO_SERVER);
                Summary summary =
                        rows(db.insert("batches").deduplicationToken(TOKEN)).join();

                assertThat(summary.attempts()).isEqualTo(2);
                assertThat(summary.endpoints()).hasSize(2).containsOnly(summary.endpoint());
                assertSentTwiceAlike(proxy.recorded(Direction.TO_SERVER));
                assertStored(server, ROWS);
            }
        }
    }

    /** A server that is killed at the wrong moment has the token of rows that it has not: its word proves nothing then. */
    @Test
    @OnServer(ServerVersion.MODERN)
    void whatAServerLeavesOutAfterItWasKilledIsNotSaidToBeStored(@PrivateServer ClickHouseServer server) {
        createTable(server);
        try (FaultProxy proxy = FaultProxy.to(server);
                ClickHouse db = connect(proxy)) {
            cutBehindTheNextInsert(db, proxy, true);
            proxy.refuseConnections();
            CompletableFuture<Summary> inserted = rows(db.insert("batches").deduplicationToken(TOKEN));
            await().untilAsserted(() -> assertStored(server, ROWS));
            restartBehind(proxy, server);

            ClickHouseException failure = failureOf(inserted);
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure).hasMessageContaining("See whether the rows are there");
            assertStored(server, ROWS);
            assertThat(db.query("SELECT count() FROM batches")
                            .value(Integer.class)
                            .join())
                    .isEqualTo(ROWS);
        }
    }

    @Test
    @OnServer(ServerVersion.MODERN)
    void whatAServerStoresAfterItWasKilledIsSaidToBeStored(@PrivateServer ClickHouseServer server) {
        createTable(server);
        try (FaultProxy proxy = FaultProxy.to(server);
                ClickHouse db = connect(proxy)) {
            cutBehindTheNextInsert(db, proxy, true, 1_000);
            long sent = proxy.bytes(Direction.TO_SERVER);
            proxy.refuseConnections();
            CompletableFuture<Summary> inserted = rows(db.insert("batches").deduplicationToken(TOKEN));
            await().until(() -> proxy.bytes(Direction.TO_SERVER) > sent + ROWS);
            restartBehind(proxy, server);

            assertThat(inserted.join().attempts()).isEqualTo(2);
            assertStored(server, ROWS);
        }
    }

    @Test
    @OnServer(ServerVersion.MODERN)
    void withoutATokenTheOutcomeIsUnknown(@PrivateServer ClickHouseServer server) {
        for (Transport transport : Transport.values()) {
            createTable(server);
            try (FaultProxy proxy = transport.proxyTo(server);
                    ClickHouse db = connect(transport, proxy)) {
                cutBehindTheNextInsert(db, proxy, false);

                assertUnknown(rows(db.insert("batches")));
                await().untilAsserted(() -> assertStored(server, ROWS));
            }
        }
    }

    @Test
    @OnServer(ServerVersion.MODERN)
    void theRowsOfAPublisherAreNotSentAgain(@PrivateServer ClickHouseServer server) {
        createTable(server);
        try (FaultProxy proxy = FaultProxy.to(server);
                ClickHouse db = connect(proxy)) {
            cutBehindTheNextInsert(db, proxy, true);
            CompletableFuture<Summary> inserted;
            try (SubmissionPublisher<List<Object>> publisher = new SubmissionPublisher<>()) {
                inserted = db.insert("batches")
                        .deduplicationToken(TOKEN)
                        .columns("id")
                        .from(publisher);
                for (long i = 0; i < ROWS; i++) {
                    publisher.submit(List.of(i));
                }
            }

            assertUnknown(inserted);
        }
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void aServerTooOldForTokensIsSentNothing(ClickHouseServer server) {
        server.http("DROP TABLE IF EXISTS batches");
        server.http("CREATE TABLE batches (id Int64) ENGINE = Memory");
        try (ClickHouse db = ClickHouse.connect("clickhouse://" + server.host() + ":" + server.tcpPort())) {
            assertThatThrownBy(() ->
                            rows(db.insert("batches").deduplicationToken(TOKEN)).join())
                    .hasCauseInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("insert_deduplication_token");
        }
        assertStored(server, 0);
        server.http("DROP TABLE batches");
    }

    private static void createTable(ClickHouseServer server) {
        server.http("DROP TABLE IF EXISTS batches");
        server.http("CREATE TABLE batches (id Int64) ENGINE = MergeTree ORDER BY id "
                + "SETTINGS non_replicated_deduplication_window = 100");
    }

    /** One that has been running for less time than the insert takes could have been killed meanwhile. */
    private static void awaitUptimeBeyondTheTimeOfTheTest(ClickHouseServer server) {
        await().until(() -> Integer.parseInt(server.http("SELECT uptime()").strip()) >= 5);
    }

    private static void restartBehind(FaultProxy proxy, ClickHouseServer server) {
        proxy.cutAll(Cut.FIN);
        server.kill();
        server.restart();
        proxy.heal();
    }

    private static ClickHouse connect(FaultProxy proxy) {
        return connect(Transport.NATIVE, proxy);
    }

    private static ClickHouse connect(Transport transport, FaultProxy proxy) {
        return ClickHouse.connect(
                transport.url(proxy) + "?compress=none&max_open_conns=1&insert_block_size=10000&acquire_timeout=60s");
    }

    private static CompletableFuture<Summary> rows(Insert insert) {
        return insert.columns(Map.of("id", LongStream.range(0, ROWS).toArray()));
    }

    /** Inserts and removes rows to learn how many bytes that takes; the next such insert loses its connection behind them. */
    private static void cutBehindTheNextInsert(ClickHouse db, FaultProxy proxy, boolean withToken) {
        cutBehindTheNextInsert(db, proxy, withToken, 0);
    }

    /** {@link #cutBehindTheNextInsert(ClickHouse, FaultProxy, boolean)}, but so many bytes before its end. */
    private static void cutBehindTheNextInsert(ClickHouse db, FaultProxy proxy, boolean withToken, int before) {
        Insert plain = db.insert("batches");
        Insert alike = withToken ? plain.deduplicationToken(TOKEN_OF_SAME_LENGTH) : plain;
        rows(plain).join();
        long sent = proxy.bytes(Direction.TO_SERVER);
        rows(alike).join();
        long bytes = proxy.bytes(Direction.TO_SERVER) - sent - before;
        db.query("TRUNCATE TABLE batches").execute().join();
        assertThat(proxy.acceptedConnections()).isEqualTo(1);
        // The server's word must not come before the cut.
        proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(200));
        proxy.cutAfter(Direction.TO_SERVER, proxy.bytes(Direction.TO_SERVER) + bytes, Cut.FIN);
    }

    private static void assertUnknown(CompletableFuture<Summary> inserted) {
        ClickHouseException failure = failureOf(inserted);
        assertThat(failure).isInstanceOf(ConnectionException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.isRetrySafe()).isFalse();
    }

    private static ClickHouseException failureOf(CompletableFuture<Summary> inserted) {
        return inserted.handle((summary, thrown) -> (ClickHouseException) thrown)
                .join();
    }

    private static void assertSentTwiceAlike(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        assertThat(text.split(TOKEN, -1)).as("tokens on the wire").hasSize(3);
        List<Integer> places =
                BEHIND_THE_QUERY.matcher(text).results().map(MatchResult::start).toList();
        assertThat(places).hasSize(2);
        int first = places.get(0);
        int second = places.get(1);
        byte[] again = Arrays.copyOfRange(sent, second, second + ROWS * Long.BYTES);
        assertThat(Arrays.copyOfRange(sent, first, first + again.length)).isEqualTo(again);
    }

    private static void assertStored(ClickHouseServer server, int rows) {
        assertThat(server.http("SELECT count(), uniqExact(id) FROM batches").strip())
                .isEqualTo(rows + "\t" + rows);
    }
}
