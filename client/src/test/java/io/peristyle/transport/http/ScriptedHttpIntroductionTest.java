package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.peristyle.client.ClickHouse;
import io.peristyle.error.ProtocolException;
import io.peristyle.testkit.ScriptedServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers that are none answer to the question who they are. */
final class ScriptedHttpIntroductionTest {
    private static final List<String> SHAPE = List.of("String", "String", "String", "UInt32", "UInt32", "UInt32");

    static Stream<String> otherAnswers() {
        return Stream.of(
                HttpScript.chunked("", ""),
                HttpScript.chunked("", "Ok.\n"),
                HttpScript.chunked("Content-Type: text/html\r\n", "<html><body>It works!</body></html>"),
                HttpScript.chunked("", HttpScript.numbers(1)),
                HttpScript.answer(List.of("String"), List.of("26.7.1.1")),
                HttpScript.answer(SHAPE.subList(0, 5), List.of("26.7.1.1", "UTC", "me", 54_488, 0)),
                HttpScript.answer(
                        List.of("UInt32", "UInt32", "UInt32", "UInt32", "UInt32", "UInt32"),
                        List.of(26, 0, 1, 54_488, 0, 0)),
                HttpScript.answer(
                        List.of("String", "String", "String", "String", "String", "String"),
                        List.of("26.7.1.1", "UTC", "me", "many", "no", "no")),
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found");
    }

    @ParameterizedTest
    @MethodSource("otherAnswers")
    void isRefusedIfItHasAnotherShape(String answer) {
        assertThat(failure(answer)).isNotNull();
    }

    @Test
    void isRefusedIfTheZoneIsUnknownHere() {
        String answer = HttpScript.answer(SHAPE, List.of("26.7.1.1", "Mars/Olympus", "me", 54_488, 0, 0));

        assertThat(failure(answer)).hasMessageContaining("Mars/Olympus");
    }

    private static ProtocolException failure(String answer) {
        try (ScriptedServer server = HttpScript.connections(List.of(List.of(answer)));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&acquire_timeout=1s")) {
            Throwable thrown =
                    catchThrowable(() -> db.query("SELECT 1").execute().join());
            Throwable cause = thrown;
            while (cause != null && !(cause instanceof ProtocolException)) {
                cause = cause.getCause();
            }
            assertThat(cause).as("%s", thrown).isInstanceOf(ProtocolException.class);
            return (ProtocolException) java.util.Objects.requireNonNull(cause);
        }
    }
}
