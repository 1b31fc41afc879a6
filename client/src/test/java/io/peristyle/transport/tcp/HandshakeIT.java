package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.Timeouts;
import io.peristyle.query.QueryRequest;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.transport.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnServer
class HandshakeIT {
    private static final String SQL =
            "SELECT toInt32(number) AS n, toString(number) AS s, [n, 7] AS a, toNullable(s) AS o FROM numbers(3)";

    @Test
    void speaksEveryRevisionWithAModernServer(ClickHouseServer server) {
        for (int revision = Revision.OLDEST; revision <= Revision.NEWEST; revision++) {
            try (TestClient client = new TestClient(ConnectionOptions.DEFAULT, revision)) {
                Connection connection = client.connect(server);
                assertThat(connection.server().negotiatedRevision()).isEqualTo(revision);
                for (boolean compressed : List.of(false, true)) {
                    check(connection, compressed, revision);
                }
            }
        }
    }

    private static void check(Connection connection, boolean compressed, int revision) {
        QueryRequest request =
                new QueryRequest(SQL, List.of(), compressed ? TestClient.COMPRESSED : TestClient.PLAIN, true);
        RecordingSink sink = TestClient.run(connection, request);
        assertThat(sink.await().rows()).as("revision %s", revision).isEqualTo(3);
        Block block = sink.blocks.get(0);
        assertThat(block.longs(0)).containsExactly(0, 1, 2);
        assertThat(block.column("a").value(2)).asString().contains("2", "7");
        assertThat(block.column("o").value(2)).isEqualTo("2");
        assertThat(connection.isUsable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "default"})
    @OnServer(ServerVersion.LEGACY)
    void saysThatTheLoginWasRefused(String user, ClickHouseServer server) {
        try (TestClient client = new TestClient(TestClient.options("", user, "wrong"), Revision.NEWEST)) {
            assertThatThrownBy(() -> client.connect(server))
                    .asInstanceOf(type(ServerException.class))
                    .satisfies(failure -> {
                        assertThat(failure.isAuthentication()).isTrue();
                        assertThat(failure.isRetrySafe()).isFalse();
                        assertThat(failure.endpoint()).isNotNull();
                        assertThat(failure).hasMessageNotContaining("wrong");
                    });
        }
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void saysThatTheDatabaseIsUnknown(ClickHouseServer server) {
        try (TestClient client = new TestClient(TestClient.options("nowhere", "default", ""), Revision.NEWEST)) {
            assertThatThrownBy(() -> client.connect(server))
                    .asInstanceOf(type(ServerException.class))
                    .extracting(ServerException::code)
                    .isEqualTo(81);
        }
    }

    /** A private server: the embedded build does not outlive every request that is none of HTTP. */
    @Test
    void recognizesTheHttpPortLongBeforeTheHandshakeTimesOut(@PrivateServer ClickHouseServer server) {
        try (TestClient client = new TestClient(ConnectionOptions.DEFAULT, Revision.NEWEST)) {
            assertThatThrownBy(() -> client.connect(server.host(), server.httpPort()))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("HTTP")
                    .hasMessageContaining("9000");
        }
    }

    /** With a client name so short that the server waits for the rest of a method, which does not come. */
    @Test
    void namesThePortsWhenTheHttpPortStaysSilent(@PrivateServer ClickHouseServer server) {
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(5),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
        try (TestClient client = new TestClient(TestClient.options(timeouts), Revision.NEWEST)) {
            assertThatThrownBy(() -> client.connect(server.host(), server.httpPort()))
                    .isInstanceOf(OperationTimeoutException.class)
                    .hasMessageContaining("another protocol")
                    .hasMessageContaining("9000");
        }
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void namesTheSettingThatAServerIsTooOldFor(ClickHouseServer server) {
        try (TestClient client = new TestClient()) {
            Connection connection = client.connect(server);
            QueryRequest request =
                    new QueryRequest("SELECT 1", List.of(), TestClient.settings("no_such_setting", "1"), true);
            assertThat(TestClient.run(connection, request).awaitFailure())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no_such_setting");
            assertThat(connection.isUsable()).isTrue();
        }
    }

    @Test
    void leavesNoThreadAndNoSocketWhenClosed(@PrivateServer ClickHouseServer server) {
        TestClient client = new TestClient();
        Connection idle = client.connect(server);
        Connection busy = client.connect(server);
        RecordingSink sink = new RecordingSink();
        TestClient.start(busy, TestClient.select("SELECT number FROM system.numbers"), sink)
                .request(1);
        client.close();
        assertThat(sink.awaitFailure()).isInstanceOf(ConnectionException.class);
        assertThat(idle.isUsable() || busy.isUsable()).isFalse();
        assertThat(client.connector.openSockets()).isZero();
        // A thread of Netty says that it has ended as the last thing before it does.
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("peristyle-io")));
    }
}
