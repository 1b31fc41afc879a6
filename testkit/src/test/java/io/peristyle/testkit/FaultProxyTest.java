package io.peristyle.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {
    private static final int SHORT_MILLIS = 150;

    /** Sends back what it gets, byte by byte. */
    private final ScriptedServer echo = ScriptedServer.playing(peer -> {
        while (!Thread.currentThread().isInterrupted()) {
            peer.send(peer.read(1));
        }
    });

    private final FaultProxy proxy = FaultProxy.to(echo.host(), echo.port());

    @AfterEach
    void closeAll() {
        proxy.close();
        echo.close();
    }

    @Test
    void passesBytesBothWaysAndCountsThem() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(proxy.bytes(Direction.TO_SERVER)).isEqualTo(5);
            assertThat(proxy.bytes(Direction.TO_CLIENT)).isEqualTo(5);
            assertThat(proxy.acceptedConnections()).isEqualTo(1);
            assertThat(proxy.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void holdsBackADirectionUntilItIsResumed() throws IOException {
        try (Socket client = connect()) {
            proxy.pause(Direction.TO_CLIENT);
            client.getOutputStream().write('a');
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            client.setSoTimeout(0);
            proxy.resume(Direction.TO_CLIENT);
            assertThat(client.getInputStream().read()).isEqualTo('a');
        }
    }

    @Test
    void endsInGoodOrderAfterTheNumberedByte() throws IOException {
        proxy.cutAfter(Direction.TO_CLIENT, 3, Cut.FIN);
        try (Socket client = connect()) {
            client.getOutputStream().write("hello".getBytes(UTF_8));
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("hel");
        }
        assertThat(proxy.bytes(Direction.TO_CLIENT)).isEqualTo(3);
    }

    @Test
    void resetsAfterTheNumberedByte() throws IOException {
        proxy.cutAfter(Direction.TO_SERVER, 0, Cut.RST);
        try (Socket client = connect()) {
            client.getOutputStream().write('a');
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(proxy.bytes(Direction.TO_SERVER)).isZero();
    }

    @Test
    void swallowsAllBytesAfterASilentCut() throws IOException {
        proxy.cutAfter(Direction.TO_CLIENT, 1, Cut.SILENCE);
        try (Socket client = connect()) {
            assertThat(ask(client, "a")).isEqualTo("a");
            client.getOutputStream().write('b');
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void flipsBitsOfOneByte() throws IOException {
        proxy.flip(Direction.TO_CLIENT, 1, 0x20);
        try (Socket client = connect()) {
            assertThat(ask(client, "abc")).isEqualTo("aBc");
        }
    }

    @Test
    void delaysBytesByTheTimeGiven() throws IOException {
        proxy.delay(Direction.TO_SERVER, Duration.ofHours(1));
        try (Socket client = connect()) {
            client.getOutputStream().write('a');
            client.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void dropsConnectionsThatCarryNothing() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "a")).isEqualTo("a");
            proxy.dropIdleAfter(Duration.ofMillis(30), Cut.FIN);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void resetsNewConnectionsWhileRefusing() throws IOException {
        proxy.refuseConnections();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        proxy.heal();
        try (Socket client = connect()) {
            assertThat(ask(client, "a")).isEqualTo("a");
        }
    }

    @Test
    void endsOpenConnectionsAtOnce() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "a")).isEqualTo("a");
            proxy.cutAll(Cut.RST);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void resetsAClientWhoseServerIsGone() throws IOException {
        echo.close();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(proxy.host(), proxy.port());
    }

    private static String ask(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        return new String(client.getInputStream().readNBytes(text.length()), UTF_8);
    }
}
