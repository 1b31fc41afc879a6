package io.peristyle.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerUser;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.options.ClientOptions;
import io.peristyle.telemetry.CapturedOutput;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.ScriptedPeer;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.testkit.Transport;
import io.peristyle.transport.tcp.ServerBytes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not a server, or not one for this user: each is an error that says what and where, in time, and no secret. */
final class BadInputIT {
    private static final String SECRET = "s3cret-of-this-test";
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final long IN_TIME_SECONDS = 20;

    @ParameterizedTest
    @EnumSource
    void namesAHostThatCannotBeResolved(Transport transport) {
        assertThat(failureAt(transport, "no-such-host.invalid:9000", ""))
                .isInstanceOfAny(ConnectionException.class, OperationTimeoutException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @ParameterizedTest
    @EnumSource
    void namesAPortWhereNobodyListens(Transport transport) {
        String address = "127.0.0.1:" + ClickHouseServer.freePort();
        assertThat(failureAt(transport, address, ""))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContainingAll(address, "refused");
    }

    @Test
    void passesOnWhyALoginWasRefused() {
        ServerOptions options = ServerOptions.builder(ServerVersion.LEGACY)
                .user(new ServerUser("guarded", "another"))
                .build();
        try (ClickHouseServer server = ClickHouseServer.start(options)) {
            for (Transport transport : Transport.values()) {
                String address = server.host() + ":" + transport.port(server);
                assertThat(failureAt(transport, address, "")).isInstanceOfSatisfying(ServerException.class, failure -> {
                    assertThat(failure.isAuthentication()).isTrue();
                    assertThat(failure.codeName()).isNotEqualTo("UNKNOWN");
                });
                String known = "guarded:another@" + address + "/no_such_database?acquire_timeout=5s";
                assertThat(failure(options(transport.url(known))))
                        .isInstanceOf(ServerException.class)
                        .hasMessageContaining("no_such_database");
            }
        }
    }

    @Test
    void passesOnWhatAServerSaysInPlaceOfItsHello() {
        byte[] wrongPassword = ServerBytes.error(516, "guarded: Authentication failed");
        byte[] unknownDatabase = ServerBytes.error(81, "Database nowhere does not exist");
        assertThat(failureWith(wrongPassword))
                .isInstanceOfSatisfying(
                        ServerException.class,
                        failure -> assertThat(failure.isAuthentication()).isTrue())
                .hasMessageContaining("AUTHENTICATION_FAILED");
        assertThat(failureWith(unknownDatabase))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("UNKNOWN_DATABASE");
    }

    @Test
    void recognizesWhatElseListens() {
        assertThat(failureWith("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("HTTP");
        assertThat(failureWith(HexFormat.of().parseHex("15030100020246")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("TLS");
        assertThat(failureWith("SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("SSH");
    }

    @ParameterizedTest
    @EnumSource
    void doesNotWaitForASilentPeerForEver(Transport transport) {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedPeer::staySilent)) {
            String address = server.host() + ":" + server.port();
            assertThat(failureAt(transport, address, "&handshake_timeout=300ms"))
                    .isInstanceOfSatisfying(
                            OperationTimeoutException.class,
                            failure -> assertThat(failure.phase()).isEqualTo(OperationTimeoutException.Phase.HANDSHAKE))
                    .hasMessageContaining(address);
        }
    }

    @Test
    void saysThatAServerClosedInTheMiddleOfItsHello() {
        byte[] hello = ServerBytes.hello();
        for (int length = 0; length < hello.length; length += 7) {
            assertThat(failureWith(Arrays.copyOf(hello, length)))
                    .as("after %s bytes", length)
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("during the handshake");
        }
    }

    @Test
    void saysThatAServerClosedInTheMiddleOfABlock() {
        byte[] answer = ServerBytes.join(ServerBytes.data(), ServerBytes.data(1, 2, 3), ServerBytes.endOfStream());
        int header = ServerBytes.data().length;
        for (int length = header; length < answer.length; length++) {
            byte[] part = Arrays.copyOf(answer, length);
            try (ScriptedServer server = ScriptedServer.playing(peer -> {
                peer.readUntilIdle(IDLE);
                peer.send(ServerBytes.hello());
                peer.readUntilIdle(IDLE);
                peer.send(part);
            })) {
                String address = server.host() + ":" + server.port();
                ClickHouseException failure = failureAt(address, "");
                assertThat(failure)
                        .as("after %s bytes", length)
                        .isInstanceOf(ConnectionException.class)
                        .hasMessageContainingAll(address, "in the middle of an answer");
                assertThat(failure.requestSent()).isTrue();
                assertThat(failure.queryId()).isNotBlank();
            }
        }
    }

    /** On real servers. */
    @Nested
    @OnEveryServer
    class RealServers {
        @Test
        void saysThatThePortIsTheOneOfHttp(ClickHouseServer server) {
            String address = server.host() + ":" + server.httpPort();
            // A server of HTTP that finds nothing wrong in the first bytes waits for the rest of the line.
            assertThat(failureAt(address, "&handshake_timeout=1s"))
                    .isInstanceOfAny(
                            ProtocolException.class, ConnectionException.class, OperationTimeoutException.class)
                    .hasMessageContaining(address)
                    .hasMessageMatching("(?s).*(HTTP port|port of another protocol).*");
        }
    }

    private static ClickHouseException failureWith(byte[] answer) {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            peer.readUntilIdle(IDLE);
            peer.send(answer);
        })) {
            ClickHouseException failure = failureAt(server.host() + ":" + server.port(), "");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(failure.endpoint()).hasToString(server.host() + ":" + server.port());
            return failure;
        }
    }

    private static ClickHouseException failureAt(String address, String more) {
        return failureAt(Transport.NATIVE, address, more);
    }

    private static ClickHouseException failureAt(Transport transport, String address, String more) {
        String url = "guarded:" + SECRET + "@" + address + "?compress=none&acquire_timeout=8s" + more;
        return failure(options(transport.url(url)));
    }

    private static ClientOptions options(String url) {
        return ClientOptions.parse(url);
    }

    private static ClickHouseException failure(ClientOptions options) {
        try (CapturedOutput log = new CapturedOutput();
                ClickHouse db = ClickHouse.connect(options)) {
            Throwable failure = db.query("SELECT n")
                    .rows()
                    .orTimeout(IN_TIME_SECONDS, TimeUnit.SECONDS)
                    .handle((rows, thrown) -> thrown instanceof CompletionException ? thrown.getCause() : thrown)
                    .join();
            assertThat(failure).isInstanceOf(ClickHouseException.class);
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace + log.text() + options + options.connection()).doesNotContain(SECRET);
            ClientResources.awaitRest(db);
            return (ClickHouseException) failure;
        }
    }
}
