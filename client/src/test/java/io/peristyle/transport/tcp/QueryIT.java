package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.options.Compression;
import io.peristyle.query.Parameter;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.transport.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
class QueryIT {
    private final TestClient client = new TestClient();
    private final ClickHouseServer server;
    private Connection connection;

    QueryIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() {
        connection = client.connect(server);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void knowsWhichServerItIs() {
        assertThat(connection.server().name()).isEqualTo("ClickHouse");
        assertThat(connection.server().version()).startsWith(server.version().number());
        assertThat(connection.server().revision()).isEqualTo(server.revision());
    }

    @Test
    void answersAQuery() {
        RecordingSink sink =
                TestClient.run(connection, "SELECT toInt32(number) AS n, toString(number) AS s FROM numbers(3)");
        Summary summary = sink.await();
        assertThat(sink.headers).hasSize(1);
        assertThat(sink.headers.get(0).names()).containsExactly("n", "s");
        assertThat(sink.blocks.get(0).longs(0)).containsExactly(0, 1, 2);
        assertThat(sink.blocks.get(0).column("s").value(2)).isEqualTo("2");
        assertThat(summary.rows()).isEqualTo(3);
        assertThat(connection.isUsable()).isTrue();
    }

    @Test
    void answersManyQueriesOnOneConnection() {
        for (int i = 0; i < 50; i++) {
            RecordingSink sink = TestClient.run(connection, "SELECT toInt32(" + i + ")");
            assertThat(sink.await().rows()).isEqualTo(1);
            assertThat(sink.blocks.get(0).longs(0)).containsExactly(i);
        }
    }

    @Test
    void readsALargeResultPlainAndCompressed() {
        for (boolean compressed : List.of(false, true)) {
            QueryRequest request = new QueryRequest(
                    "SELECT number, toString(number) FROM system.numbers LIMIT 1000000",
                    List.of(),
                    compressed ? TestClient.COMPRESSED : TestClient.PLAIN,
                    true);
            RecordingSink sink = TestClient.run(connection, request);
            assertThat(sink.await().rows()).isEqualTo(1_000_000);
            long sum = 0;
            for (Block block : sink.blocks) {
                for (long value : block.longs(0)) {
                    sum += value;
                }
            }
            assertThat(sum).isEqualTo(499_999_500_000L);
            assertThat(connection.isUsable()).isTrue();
        }
    }

    @Test
    void readsWhatEachMethodCompressed() {
        for (Compression.Method method : TestClient.METHODS) {
            try (TestClient own =
                    new TestClient(TestClient.options(new Compression(method, 0, 1 << 20)), Revision.NEWEST)) {
                QueryRequest request = new QueryRequest(
                        "SELECT number, toString(number) FROM system.numbers LIMIT 100000",
                        List.of(),
                        TestClient.COMPRESSED,
                        true);
                assertThat(TestClient.run(own.connect(server), request).await().rows())
                        .as("%s", method)
                        .isEqualTo(100_000);
            }
        }
    }

    @Test
    void sendsParameters() {
        QueryRequest request = new QueryRequest(
                "SELECT {s:String} AS s, toInt32({n:Int32}) AS n",
                List.of(new Parameter("s", "it\\'s \\\\ {n}", "'it\\'s \\\\ {n}'"), new Parameter("n", "-7", "-7")),
                TestClient.PLAIN,
                true);
        RecordingSink sink = TestClient.run(connection, request);
        sink.await();
        assertThat(sink.blocks.get(0).column("s").value(0)).isEqualTo("it's \\ {n}");
        assertThat(sink.blocks.get(0).longs(1)).containsExactly(-7);
    }

    @Test
    void sendsSettings() {
        RecordingSink sink = TestClient.run(
                connection,
                new QueryRequest(
                        "SELECT number FROM system.numbers LIMIT 10",
                        List.of(),
                        TestClient.settings("max_block_size", "3"),
                        true));
        assertThat(sink.await().rows()).isEqualTo(10);
        assertThat(sink.blocks).hasSize(4);
    }

    @Test
    void readsTotalsExtremesAndProgress() {
        RecordingSink sink = TestClient.run(
                connection,
                new QueryRequest(
                        "SELECT toInt64(number % 3) AS k, toInt64(count()) AS c FROM numbers(9) GROUP BY k WITH TOTALS"
                                + " ORDER BY k LIMIT 2",
                        List.of(), TestClient.settings("extremes", "1"), true));
        Summary summary = sink.await();
        assertThat(summary.rows()).isEqualTo(2);
        assertThat(summary.rowsBeforeLimit()).isEqualTo(3);
        assertThat(summary.progress().readRows()).isEqualTo(9);
        assertThat(sink.totals.get(0).longs(1)).containsExactly(9);
        assertThat(sink.extremes.get(0).longs(0)).containsExactly(0, 1);
    }

    @Test
    void carriesOutStatementsWithoutAResult() {
        for (String sql : List.of(
                "DROP TABLE IF EXISTS transport_ddl",
                "CREATE TABLE transport_ddl (n Int32) ENGINE = Memory",
                "INSERT INTO transport_ddl SELECT number FROM numbers(5)",
                "SET max_threads = 1")) {
            assertThat(TestClient.run(connection, TestClient.statement(sql))
                            .await()
                            .rows())
                    .isZero();
        }
        RecordingSink sink = TestClient.run(connection, "SELECT n FROM transport_ddl WHERE n > 100");
        assertThat(sink.await().rows()).isZero();
        assertThat(sink.headers.get(0).names()).containsExactly("n");
        TestClient.run(connection, TestClient.statement("DROP TABLE transport_ddl"))
                .await();
        assertThat(connection.isUsable()).isTrue();
    }
}
