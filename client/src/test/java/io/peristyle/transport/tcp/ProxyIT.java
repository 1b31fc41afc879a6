package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.ProtocolException;
import io.peristyle.query.QueryRequest;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnServer;
import io.peristyle.transport.Connection;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@OnServer(ServerVersion.LEGACY)
class ProxyIT {
    private static final QueryRequest QUERY = new QueryRequest(
            "SELECT toInt64(number) AS n, toString(number) AS s FROM numbers(2000)",
            List.of(),
            TestClient.COMPRESSED,
            true);

    @Test
    void handsOutNoRowOfADamagedFrame(ClickHouseServer server) {
        try (FaultProxy proxy = FaultProxy.to(server);
                TestClient client = new TestClient()) {
            Connection first = client.connect(proxy.host(), proxy.port());
            long hello = proxy.bytes(Direction.TO_CLIENT);
            assertThat(TestClient.run(first, QUERY).await().rows()).isEqualTo(2000);
            long answer = proxy.bytes(Direction.TO_CLIENT) - hello;
            for (long offset = answer / 4; offset < answer / 2; offset += answer / 40) {
                proxy.heal();
                proxy.flip(Direction.TO_CLIENT, hello + offset, 1 << (offset % 8));
                assertThat(server.isAlive()).as("server at offset %s", offset).isTrue();
                Connection connection = client.connect(proxy.host(), proxy.port());
                RecordingSink sink = TestClient.run(connection, QUERY);
                assertThat(sink.awaitFailure()).isInstanceOf(ProtocolException.class);
                assertThat(sink.blocks).isEmpty();
                assertThat(connection.isUsable()).isFalse();
            }
        }
    }

    @Test
    void failsWhereverTheConnectionIsCut(ClickHouseServer server) {
        try (FaultProxy proxy = FaultProxy.to(server);
                TestClient client = new TestClient()) {
            Connection first = client.connect(proxy.host(), proxy.port());
            long hello = proxy.bytes(Direction.TO_CLIENT);
            var unused = TestClient.run(first, QUERY).await();
            long answer = proxy.bytes(Direction.TO_CLIENT) - hello;
            for (Cut how : List.of(Cut.FIN, Cut.RST)) {
                for (long bytes = 0; bytes < answer / 2; bytes += answer / 23) {
                    proxy.heal();
                    assertThat(server.isAlive())
                            .as("server after %s bytes", bytes)
                            .isTrue();
                    Connection connection = client.connect(proxy.host(), proxy.port());
                    proxy.cutAfter(Direction.TO_CLIENT, hello + bytes, how);
                    ClickHouseException failure =
                            TestClient.run(connection, QUERY).awaitFailure();
                    assertThat(failure).isInstanceOf(ConnectionException.class);
                }
            }
        }
    }

    @Test
    void closesIdleConnectionsWhenTheServerDoes(ClickHouseServer server) {
        for (Cut how : List.of(Cut.FIN, Cut.RST)) {
            try (FaultProxy proxy = FaultProxy.to(server);
                    TestClient client = new TestClient()) {
                Connection connection = client.connect(proxy.host(), proxy.port());
                proxy.cutAll(how);
                Awaitility.await().until(() -> !connection.isUsable());
                assertThat(client.connector.openSockets()).isZero();
            }
        }
    }
}
