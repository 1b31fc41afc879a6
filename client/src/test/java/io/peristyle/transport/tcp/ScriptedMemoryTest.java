package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.ThreadOptions;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ScarceMemory;
import io.peristyle.transport.netty.EventLoops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a connection to a silent server when there is no memory for what it has to send. */
final class ScriptedMemoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ScarceMemory memory = new ScarceMemory();
    private final ThreadOptions threads = new ThreadOptions(1, 2, null, ThreadOptions.Transport.AUTO);
    private final TcpConnector connector = new TcpConnector(
            ConnectionOptions.DEFAULT,
            new EventLoops(threads, DnsServerAddressStreamProviders.platformDefault(), memory),
            Clock.SYSTEM);
    private final RecordingSink sink = new RecordingSink();
    private ScriptedServer server;
    private Connection connection;

    @BeforeEach
    void connect() {
        server = ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, "notchunked", "notchunked");
            peer.staySilent();
        });
        connection = connector
                .connect(new Endpoint(server.host(), server.port()), Deadline.NONE)
                .join();
    }

    @AfterEach
    void close() {
        memory.restore();
        connector.close().join();
        server.close();
        assertThat(memory.held()).isZero();
    }

    @Test
    void aQueryThatIsCancelledIsReleased() {
        Exchange query = query(Deadline.NONE);
        memory.endAfter(0);
        query.cancel();

        sink.awaitRelease();
        assertThat(connection.isUsable()).isFalse();
    }

    @Test
    void aQueryWhoseTimeIsOverFails() {
        var unused = query(Deadline.after(Duration.ofMillis(500), Clock.SYSTEM));
        memory.endAfter(0);

        assertThat(sink.awaitFailure()).isInstanceOf(OperationTimeoutException.class);
        assertThat(connection.isUsable()).isFalse();
    }

    @Test
    void aConnectionCanBeClosed() {
        var unused = query(Deadline.NONE);
        memory.endAfter(0);

        assertThat(connection.close()).succeedsWithin(PATIENCE);
        assertThat(sink.awaitFailure()).isInstanceOf(ConnectionException.class);
    }

    @Test
    void aPingFails() {
        memory.endAfter(0);

        assertThat(connection.ping(Deadline.NONE))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(ConnectionException.class);
        assertThat(connection.isUsable()).isFalse();
    }

    private Exchange query(Deadline deadline) {
        Exchange query = connection.query(TestClient.select("SELECT 1"), sink, deadline);
        query.request(Long.MAX_VALUE);
        await().until(() ->
                new String(server.peers().get(0).received(), StandardCharsets.ISO_8859_1).contains("SELECT 1"));
        return query;
    }
}
