package io.peristyle.transport.tcp;

import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnServer;
import io.peristyle.transport.Connection;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@OnServer
class ForgottenConnectionIT {
    /** Less than the period in which a connection looks for silence. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void nothingKeepsAConnectionThatWasClosed(ClickHouseServer server) {
        try (TestClient client = new TestClient()) {
            WeakReference<Connection> closed = usedAndClosed(client, server);
            await().atMost(SOON).until(() -> {
                System.gc();
                return closed.get() == null;
            });
        }
    }

    private static WeakReference<Connection> usedAndClosed(TestClient client, ClickHouseServer server) {
        Connection connection = client.connect(server);
        TestClient.run(connection, "SELECT 1").await();
        connection.close().join();
        return new WeakReference<>(connection);
    }
}
