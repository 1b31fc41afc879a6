package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.peristyle.client.ClickHouse;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.ScriptedServer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who stands in front of a server, and what it says and does in the server's place. */
final class ScriptedHttpGatewayTest {
    private static final String VERSION = "26.7.1.1";
    private static final String ONE = HttpScript.chunked("", HttpScript.numbers(1));
    private static final String PAGE =
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>Nobody home</h1></body></html>";
    private static final String BAD_GATEWAY = "HTTP/1.1 502 Bad Gateway\r\nServer: gate\r\n";

    @Test
    void aGatewayThatEndsItsErrorWithTheConnectionIsQuotedWithItsStatus() {
        ClickHouseException failure = failureOf("DROP TABLE t", BAD_GATEWAY + "\r\n" + PAGE);

        assertThat(failure)
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("a gateway or proxy in front of")
                .hasMessageContaining("HTTP 502 Bad Gateway: 502 Bad Gateway Nobody home")
                .hasMessageNotContaining("<");
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aGatewayThatSaysHowLongItsErrorIsIsToldAlike() {
        String length = "Content-Length: " + PAGE.length() + "\r\n\r\n";

        assertThat(failureOf("DROP TABLE t", BAD_GATEWAY + length + PAGE))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("502 Bad Gateway Nobody home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"429 Too Many Requests", "503 Service Unavailable", "521 Down"})
    void aReadIsSentAgainAfterAGatewayHasMissedTheServer(String status) {
        String missed = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedServer server = HttpScript.server(VERSION, missed, ONE);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            assertThat(db.query("SELECT n").value(Integer.class).join()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"504 Gateway Timeout", "524 A Timeout Occurred"})
    void aReadIsNotSentAgainBesideOneThatAGatewayOnlyDidNotWaitFor(String status) {
        ClickHouseException failure = failureOf("SELECT n", "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure)
                .isInstanceOf(OperationTimeoutException.class)
                .hasMessageContaining("a gateway or proxy in front of")
                .hasMessageContaining(status);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aReadIsSentAgainWhoseServerDiedBehindASignOfLife() {
        String introduction = HttpScript.introduction("", VERSION);
        String head = "HTTP/1.1 200 OK\r\nX-ClickHouse-Progress: {\"read_rows\":\"1\"}\r\n";
        try (ScriptedServer server = HttpScript.connections(List.of(List.of(introduction, head), List.of(ONE)));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            assertThat(db.query("SELECT n").value(Integer.class).join()).isEqualTo(1);
        }
    }

    @Test
    void theErrorThatAHeadAnnouncesIsToldAlsoIfTheBodyIsCut() {
        String introduction = HttpScript.introduction("", VERSION);
        String text = "Code: 159. DB::Exception: Timeout exceeded. (TIMEOUT_EXCEEDED)";
        String answer = "HTTP/1.1 200 OK\r\nX-ClickHouse-Exception-Code: 159\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
        try (ScriptedServer server = HttpScript.connections(List.of(List.of(introduction, answer)));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            Throwable failure =
                    catchThrowable(() -> db.query("SELECT n").execute().join());

            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            error -> assertThat(error.code()).isEqualTo(159));
        }
    }

    @Test
    void aGatewayThatAnswersTheFirstQuestionIsToldAsOne() {
        try (ScriptedServer server = HttpScript.connections(List.of(List.of(BAD_GATEWAY + "\r\n" + PAGE)));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&acquire_timeout=300ms")) {
            assertThat(catchThrowable(() -> db.query("SELECT n").execute().join()))
                    .hasStackTraceContaining("answered with HTTP 502 Bad Gateway: 502 Bad Gateway Nobody home");
        }
    }

    @Test
    void aConnectionThatEndsWithTheFirstAnswerIsNotHandedOut() {
        String introduction = HttpScript.introduction("Connection: close\r\n", VERSION);
        try (ScriptedServer server = HttpScript.connections(List.of(List.of(introduction), List.of(ONE)));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&retries=0")) {
            assertThat(db.query("DROP TABLE n").value(Integer.class).join()).isEqualTo(1);
            assertThat(server.peers()).hasSize(2);
        }
    }

    private static ClickHouseException failureOf(String sql, String answer) {
        try (ScriptedServer server = HttpScript.server(VERSION, answer);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            Throwable failure = catchThrowable(() -> db.query(sql).execute().join());
            return (ClickHouseException) Objects.requireNonNull(failure.getCause());
        }
    }
}
