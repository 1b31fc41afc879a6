package io.peristyle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedServerTest {
    private static final byte[] QUESTION = {1, 2, 3};
    private static final byte[] ANSWER = {4, 5};

    @Test
    void answersAsWritten() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
                    peer.read(QUESTION.length);
                    peer.send("04 05");
                });
                Socket client = new Socket(server.host(), server.port())) {
            client.getOutputStream().write(QUESTION);
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(ANSWER);
            assertThat(server.peers())
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.received()).isEqualTo(QUESTION));
        }
    }

    @Test
    void readsUntilTheClientPauses() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.playing(peer -> peer.send(peer.readUntilIdle(Duration.ofMillis(50))));
                Socket client = new Socket(server.host(), server.port())) {
            client.getOutputStream().write(QUESTION);
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(QUESTION);
        }
    }

    @Test
    void staysSilentUntilItIsClosed() throws IOException {
        ScriptedServer server = ScriptedServer.playing(ScriptedPeer::staySilent);
        try (Socket client = new Socket(server.host(), server.port())) {
            client.setSoTimeout(100);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            server.close();
            client.setSoTimeout(0);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void resets() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedPeer::reset);
                Socket client = new Socket(server.host(), server.port())) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void tellsConnectionsApart() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(peer -> peer.dribble(new byte[peer.index() + 1]));
                Socket first = new Socket(server.host(), server.port());
                Socket second = new Socket(server.host(), server.port())) {
            assertThat(first.getInputStream().readAllBytes()).hasSize(1);
            assertThat(second.getInputStream().readAllBytes()).hasSize(2);
        }
    }

    @Test
    void failsAtCloseWhenAScriptFailed() throws IOException {
        ScriptedServer server = ScriptedServer.playing(peer -> {
            throw new IllegalStateException("not what was expected");
        });
        try (Socket client = new Socket(server.host(), server.port())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("not what was expected");
    }

    @Test
    void takesAClientThatLeavesForNoFailure() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(peer -> peer.read(100))) {
            new Socket(server.host(), server.port()).close();
        }
    }
}
