package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
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
}
