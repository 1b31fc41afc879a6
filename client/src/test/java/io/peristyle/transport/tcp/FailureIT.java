package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.query.QueryRequest;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
class FailureIT {
    /** Little enough a second that all of it can be drained, however late the server hears that it is not wanted. */
    private static final String ENDLESS_BUT_SLOW =
            "SELECT number, sleepEachRow(0.01) FROM system.numbers SETTINGS max_block_size = 1";

    private static final String ENDLESS = "SELECT number FROM system.numbers";

    private final TestClient client = new TestClient();
    private final ClickHouseServer server;
    private final ServerVersion version;
    private Connection connection;

    FailureIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
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
    void reportsTheServersErrorWithNumberAndName() {
        ServerException failure = serverError(TestClient.run(connection, "SELECT * FROM nowhere_to_be_found"));
        assertThat(failure.code()).isEqualTo(60);
        assertThat(failure.codeName()).isEqualTo("UNKNOWN_TABLE");
        assertThat(failure.serverMessage()).doesNotStartWith("DB::").contains("nowhere_to_be_found");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(failure.isRetrySafe()).isFalse();
        assertThat(failure.requestSent()).isTrue();
    }

    @Test
    void keepsTheConnectionAfterAnErrorOnlyWhereItIsSafe() {
        for (String sql : List.of("SELEC 1", "SELECT * FROM nowhere", "SELECT throwIf(number = 5) FROM numbers(10)")) {
            Connection own = client.connect(server);
            var unused = serverError(TestClient.run(own, sql));
            assertThat(own.isUsable()).as(sql).isEqualTo(version == ServerVersion.MODERN);
            if (own.isUsable()) {
                assertThat(TestClient.run(own, "SELECT toInt32(1)").await().rows())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void saysUnknownOnceRowsWereHandedOut() {
        RecordingSink sink = TestClient.run(
                connection,
                new QueryRequest(
                        "SELECT throwIf(number = 300000) FROM system.numbers LIMIT 400000",
                        List.of(),
                        TestClient.settings("max_block_size", "1000"),
                        true));
        assertThat(serverError(sink).code()).isEqualTo(395);
        assertThat(sink.rows()).isPositive();
        assertThat(serverError(sink).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void cancelsAQueryAndKeepsTheConnection() {
        RecordingSink sink = new RecordingSink();
        Exchange exchange = TestClient.start(connection, TestClient.select(ENDLESS), sink);
        exchange.request(3);
        org.awaitility.Awaitility.await().until(() -> sink.blocks.size() == 3);
        exchange.cancel();
        sink.awaitRelease();
        assertThat(sink.hasEnded()).isFalse();
        assertThat(sink.blocks).hasSize(3);
        assertThat(connection.isUsable()).isTrue();
        assertThat(TestClient.run(connection, "SELECT toInt32(7)").await().rows())
                .isEqualTo(1);
    }

    @Test
    void readsNoFurtherThanThereIsDemand() {
        RecordingSink sink = new RecordingSink();
        Exchange exchange = TestClient.start(
                connection, TestClient.select("SELECT toInt64(number) AS n FROM system.numbers LIMIT 1000000"), sink);
        for (int i = 1; !sink.isReleased(); i++) {
            int wanted = i;
            exchange.request(1);
            org.awaitility.Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> sink.blocks.size() == wanted || sink.isReleased());
            assertThat(sink.blocks.size()).isLessThanOrEqualTo(wanted);
        }
        assertThat(sink.await().rows()).isEqualTo(1_000_000);
        assertThat(connection.isUsable()).isTrue();
    }

    @Test
    void endsAtTheDeadlineAndKeepsTheConnection() {
        RecordingSink sink = new RecordingSink();
        connection
                .query(TestClient.select(ENDLESS_BUT_SLOW), sink, Deadline.after(Duration.ofMillis(300), Clock.SYSTEM))
                .request(Long.MAX_VALUE);
        ClickHouseException failure = sink.failure();
        assertThat(failure).isInstanceOf(OperationTimeoutException.class);
        assertThat(((OperationTimeoutException) failure).phase()).isEqualTo(OperationTimeoutException.Phase.OPERATION);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        sink.awaitRelease();
        assertThat(connection.isUsable()).isTrue();
    }

    @Test
    void takesOneExchangeAtATime() {
        RecordingSink first = new RecordingSink();
        RecordingSink second = new RecordingSink();
        TestClient.start(connection, TestClient.select("SELECT sleep(1)"), first)
                .request(Long.MAX_VALUE);
        TestClient.start(connection, TestClient.select("SELECT 1"), second).request(Long.MAX_VALUE);
        assertThat(second.awaitFailure().outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(second.failure().requestSent()).isFalse();
        assertThat(first.await().rows()).isEqualTo(1);
    }

    @Test
    void cancelsWhatThrowsInItsSink() {
        RecordingSink sink = new RecordingSink() {
            @Override
            public void onBlock(io.peristyle.column.Block block) {
                throw new IllegalStateException("thrown by the test");
            }
        };
        QueryRequest slow = new QueryRequest(
                "SELECT number, sleepEachRow(0.001) FROM system.numbers",
                List.of(),
                TestClient.settings("max_block_size", "10"),
                true);
        TestClient.start(connection, slow, sink).request(Long.MAX_VALUE);
        sink.awaitRelease();
        assertThat(connection.isUsable()).isTrue();
    }

    @Test
    void answersAPing() {
        assertThat(connection
                        .ping(Deadline.after(Duration.ofSeconds(5), Clock.SYSTEM))
                        .join())
                .isPositive();
        assertThat(connection.isUsable()).isTrue();
    }

    private static ServerException serverError(RecordingSink sink) {
        return (ServerException) sink.awaitFailure();
    }
}
