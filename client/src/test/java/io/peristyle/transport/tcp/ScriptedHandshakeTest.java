package io.peristyle.transport.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.options.Timeouts;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.ScriptedPeer;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedHandshakeTest {
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Timeouts SHORT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));

    private final TestClient client = new TestClient(TestClient.options(SHORT), Revision.NEWEST);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void saysThatThePeerSpeaksHttp() {
        refuses("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(US_ASCII), "HTTP port");
    }

    @Test
    void saysThatThePeerSpeaksTls() {
        refuses(HexFormat.of().parseHex("15030100020246"), "turn TLS on");
    }

    @Test
    void saysThatThePeerSpeaksSsh() {
        refuses("SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII), "SSH");
    }

    @Test
    void refusesAServerThatIsTooOld() {
        refuses(HexFormat.of().parseHex("00" + "01" + "41" + "0101" + "dfa603" + "03" + "555443"), "18.16");
    }

    private void refuses(byte[] answer, String explanation) {
        try (ScriptedServer server = answering(answer)) {
            assertThatThrownBy(() -> client.connect(server.host(), server.port()))
                    .asInstanceOf(type(ProtocolException.class))
                    .satisfies(failure -> {
                        assertThat(failure).hasMessageContaining(explanation);
                        assertThat(failure.endpoint()).isNotNull();
                        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                    });
        }
    }

    @Test
    void speaksItsOwnRevisionWithANewerServer() {
        byte[] hello = ServerBytes.hello(60_000, "notchunked", "notchunked");
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            peer.readUntilIdle(IDLE);
            peer.send(hello).staySilent();
        })) {
            Connection connection = client.connect(server.host(), server.port());
            assertThat(connection.server().revision()).isEqualTo(60_000);
            assertThat(connection.server().negotiatedRevision()).isEqualTo(Revision.NEWEST);
        }
    }

    @Test
    void readsAHelloThatComesByteByByte() {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            peer.readUntilIdle(IDLE);
            peer.dribble(ServerBytes.hello()).staySilent();
        })) {
            assertThat(client.connect(server.host(), server.port()).isUsable()).isTrue();
        }
    }

    @Test
    void endsWhenTheServerStaysSilent() {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedPeer::staySilent)) {
            assertThatThrownBy(() -> client.connect(server.host(), server.port()))
                    .asInstanceOf(type(OperationTimeoutException.class))
                    .satisfies(failure -> {
                        assertThat(failure.phase()).isEqualTo(Phase.HANDSHAKE);
                        assertThat(failure.isRetrySafe()).isTrue();
                    });
        }
    }

    @Test
    void endsAtTheDeadlineOfTheOperation() {
        Deadline deadline = Deadline.after(Duration.ofMillis(50), Clock.SYSTEM);
        try (ScriptedServer server = ScriptedServer.playing(ScriptedPeer::staySilent)) {
            assertThatThrownBy(() -> client.connect(server.host(), server.port(), deadline))
                    .asInstanceOf(type(OperationTimeoutException.class))
                    .extracting(OperationTimeoutException::phase)
                    .isEqualTo(Phase.OPERATION);
        }
    }

    @Test
    void saysThatTheServerClosedInTheMiddle() {
        byte[] half = java.util.Arrays.copyOf(ServerBytes.hello(), 10);
        for (byte[] answer : new byte[][] {{}, half}) {
            try (ScriptedServer server = answering(answer)) {
                assertThatThrownBy(() -> client.connect(server.host(), server.port()))
                        .isInstanceOf(ConnectionException.class)
                        .hasMessageContaining("during the handshake");
            }
        }
    }

    @Test
    void passesTheServersRefusalOn() {
        try (ScriptedServer server = answering(ServerBytes.error(516, "no such user"))) {
            assertThatThrownBy(() -> client.connect(server.host(), server.port()))
                    .asInstanceOf(type(ServerException.class))
                    .satisfies(failure -> {
                        assertThat(failure.code()).isEqualTo(516);
                        assertThat(failure.serverMessage()).isEqualTo("no such user");
                        assertThat(failure.isAuthentication()).isTrue();
                        assertThat(failure.isRetrySafe()).isFalse();
                    });
        }
    }

    @Test
    void saysThatThePortIsClosed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> client.connect("127.0.0.1", port))
                .asInstanceOf(type(ConnectionException.class))
                .satisfies(failure -> {
                    assertThat(failure).hasMessageContaining("refused");
                    assertThat(failure.isRetrySafe()).isTrue();
                    assertThat(failure.requestSent()).isFalse();
                });
    }

    @Test
    void saysThatTheHostIsUnknown() {
        assertThatThrownBy(() -> client.connect("no-such-host.invalid", 9000))
                .isInstanceOfAny(ConnectionException.class, OperationTimeoutException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void looksUpLocalhostWithoutAServerOfNames() {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            peer.readUntilIdle(IDLE);
            peer.send(ServerBytes.hello()).staySilent();
        })) {
            assertThat(client.connect("localhost", server.port()).isUsable()).isTrue();
        }
    }

    @Test
    void refusesCredentialsThatCouldForgePackets() {
        try (TestClient own = new TestClient(TestClient.options("", "a\nb", ""), Revision.NEWEST)) {
            assertThatThrownBy(() -> own.connect("127.0.0.1", 1)).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void connectsNoMoreWhenItIsClosed() {
        TestClient own = new TestClient();
        own.close();
        assertThatThrownBy(() -> own.connect("127.0.0.1", 1)).isInstanceOf(ClientClosedException.class);
    }

    private static ScriptedServer answering(byte[] answer) {
        return ScriptedServer.playing(peer -> {
            peer.readUntilIdle(IDLE);
            peer.send(answer);
        });
    }
}
