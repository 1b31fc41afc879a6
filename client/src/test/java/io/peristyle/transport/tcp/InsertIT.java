package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.DataException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.options.Compression;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryOptions;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
class InsertIT {
    private static final String INSERT = "INSERT INTO transport_insert (n, s) VALUES";

    private final TestClient client = new TestClient();
    private final ClickHouseServer server;
    private final ServerVersion version;
    private Connection connection;

    InsertIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
    }

    @BeforeEach
    void connect() {
        server.http("DROP TABLE IF EXISTS transport_insert");
        server.http("CREATE TABLE transport_insert (n Int32, s String) ENGINE = MergeTree ORDER BY n");
        connection = client.connect(server);
    }

    @AfterEach
    void close() {
        client.close();
        server.http("DROP TABLE IF EXISTS transport_insert");
    }

    @Test
    void insertsBlocksPlainAndCompressedByEachMethod() {
        long rows = 0;
        for (Compression.Method method : TestClient.METHODS) {
            Compression compression = new Compression(method, 0, 1 << 20);
            try (TestClient own = new TestClient(TestClient.options(compression), Revision.NEWEST)) {
                Connection sending = own.connect(server);
                QueryOptions options = compression.isEnabled() ? TestClient.COMPRESSED : TestClient.PLAIN;
                RecordingSink sink = insert(sending, INSERT, new NumberedRows(3, 1000), options);
                assertThat(sink.await().rows()).isEqualTo(3000);
                assertThat(sending.isUsable()).isTrue();
                rows += 3000;
            }
            assertThat(server.http("SELECT count(), sum(n), sum(toInt64(s)) FROM transport_insert")
                            .strip())
                    .isEqualTo(rows + "\t" + rows / 3000 * 4_498_500 + "\t" + rows / 3000 * 4_498_500);
        }
    }

    @Test
    void insertsMoreThanTheSocketTakesAtOnce() {
        RecordingSink sink = insert(connection, INSERT, new NumberedRows(20, 50_000), TestClient.PLAIN);
        assertThat(sink.await().rows()).isEqualTo(1_000_000);
        assertThat(sink.await().blocks()).isEqualTo(20);
        assertThat(server.http("SELECT count(), sum(n) FROM transport_insert").strip())
                .isEqualTo("1000000\t499999500000");
        assertThat(connection.isUsable()).isTrue();
    }

    @Test
    void takesRowsFromAnotherThread() {
        NumberedRows rows = new NumberedRows(5, 10) {
            @Override
            public CompletionStage<@Nullable BlockRange> next() {
                return CompletableFuture.supplyAsync(super::next, ForkJoinPool.commonPool())
                        .thenCompose(stage -> stage);
            }
        };
        assertThat(insert(connection, INSERT, rows, TestClient.PLAIN).await().rows())
                .isEqualTo(50);
    }

    @Test
    void insertsNothing() {
        assertThat(insert(connection, INSERT, new NumberedRows(0, 0), TestClient.PLAIN)
                        .await()
                        .rows())
                .isZero();
        assertThat(connection.isUsable()).isTrue();
    }

    @Test
    void reportsAnUnknownTableBeforeAnyRow() {
        NumberedRows rows = new NumberedRows(1, 1);
        RecordingSink sink = insert(connection, "INSERT INTO nowhere VALUES", rows, TestClient.PLAIN);
        ClickHouseException failure = sink.awaitFailure();
        assertThat(failure).isInstanceOf(ServerException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(rows.cancelled).isTrue();
        assertThat(rows.given()).isZero();
        assertThat(connection.isUsable()).isEqualTo(version == ServerVersion.MODERN);
    }

    @Test
    void keepsTheConnectionWhenTheSourceRefusesTheHeader() {
        BlockSource refusing = new NumberedRows(1, 1) {
            @Override
            public void accept(Block block) {
                throw new DataException(
                        "no component for column " + block.names().get(0));
            }
        };
        RecordingSink sink = insert(connection, INSERT, refusing, TestClient.COMPRESSED);
        assertThat(sink.awaitFailure()).isInstanceOf(DataException.class).hasMessageContaining("column n");
        assertThat(sink.awaitFailure().outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(connection.isUsable()).isTrue();
        assertThat(server.http("SELECT count() FROM transport_insert").strip()).isEqualTo("0");
    }

    @Test
    void closesTheSocketWhenTheSourceFails() {
        assertThat(outcomeOfASourceThatFailsBehindABlockOf(10_000)).isEqualTo(Outcome.POSSIBLY_PARTIAL);
        assertThat(connection.isUsable()).isFalse();
    }

    @Test
    void sendsNoSmallBlockBehindWhichTheSourceFails() {
        assertThat(outcomeOfASourceThatFailsBehindABlockOf(10)).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(connection.isUsable()).isFalse();
        assertThat(server.http("SELECT count() FROM transport_insert").strip()).isEqualTo("0");
    }

    private Outcome outcomeOfASourceThatFailsBehindABlockOf(int rows) {
        NumberedRows failing = new NumberedRows(2, rows) {
            @Override
            public CompletionStage<@Nullable BlockRange> next() {
                return given() == 1
                        ? CompletableFuture.failedFuture(new IllegalStateException("no more"))
                        : super.next();
            }
        };
        RecordingSink sink = insert(connection, INSERT, failing, TestClient.PLAIN);
        assertThat(sink.awaitFailure()).isInstanceOf(DataException.class).hasMessageContaining("no more");
        return sink.awaitFailure().outcome();
    }

    @Test
    void cancelClosesTheSocket() {
        NumberedRows endless = new NumberedRows(1, 10) {
            @Override
            public CompletionStage<@Nullable BlockRange> next() {
                return given() == 0 ? super.next() : new CompletableFuture<>();
            }
        };
        RecordingSink sink = new RecordingSink();
        var exchange = connection.insert(new InsertRequest(INSERT, TestClient.PLAIN), endless, sink, Deadline.NONE);
        Awaitility.await().until(() -> endless.given() == 1);
        exchange.cancel();
        sink.awaitRelease();
        assertThat(sink.hasEnded()).isFalse();
        assertThat(endless.cancelled).isTrue();
        assertThat(connection.isUsable()).isFalse();
    }

    @Test
    void reportsAnErrorOfTheServerInTheMiddle() {
        server.http("DROP TABLE transport_insert");
        server.http("CREATE TABLE transport_insert (n Int32, s String, x Int32 MATERIALIZED throwIf(n = 1500))"
                + " ENGINE = MergeTree ORDER BY n");
        RecordingSink sink = insert(connection, INSERT, new NumberedRows(200, 10_000), TestClient.PLAIN);
        ClickHouseException failure = sink.awaitFailure();
        assertThat(failure).isInstanceOf(ServerException.class);
        assertThat(((ServerException) failure).code()).isEqualTo(395);
        assertThat(failure.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
        assertThat(failure.isRetrySafe()).isFalse();
    }

    private static RecordingSink insert(Connection connection, String sql, BlockSource rows, QueryOptions options) {
        RecordingSink sink = new RecordingSink();
        connection.insert(new InsertRequest(sql, options), rows, sink, Deadline.NONE);
        sink.awaitRelease();
        return sink;
    }
}
