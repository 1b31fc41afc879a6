package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Session;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Ends of answers that a real server gives at rare moments only. */
final class ScriptedHttpTest {
    private static final String MODERN = "26.7.1.1";
    private static final String OLD = "24.3.1.1";
    private static final String TAGGED = "X-ClickHouse-Exception-Tag: " + HttpScript.TAG + "\r\n";
    private static final String MARK = "\r\n__exception__\r\n" + HttpScript.TAG + "\r\n";

    private final List<Integer> seen = new ArrayList<>();

    @Test
    void aBodyThatIsCutAtTheEndOfABlockIsAFailure() {
        Throwable failure = run(MODERN, HttpScript.begun(TAGGED, HttpScript.numbers(1, 2)));

        assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageContaining("in the middle of an answer");
        assertThat(seen).containsExactly(1, 2);
        assertThat(((ClickHouseException) failure).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aBodyThatOnlyTheCloseOfTheConnectionEndsIsRefused() {
        Throwable failure = run(MODERN, "HTTP/1.1 200 OK\r\n\r\n" + HttpScript.numbers(1, 2));

        assertThat(failure).isInstanceOf(ProtocolException.class).hasMessageContaining("without a length");
        assertThat(seen).isEmpty();
    }

    @Test
    void aBodyWithoutTheVeryLastByteOfItsFramingIsAFailure() {
        String whole = HttpScript.chunked(TAGGED, HttpScript.numbers(1, 2));
        for (int missing = 1; missing <= "0\r\n\r\n".length(); missing++) {
            assertThat(run(MODERN, whole.substring(0, whole.length() - missing)))
                    .isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void aBodyOfLessThanItsLengthIsAFailure() {
        String block = HttpScript.numbers(1, 2);
        Throwable failure =
                run(MODERN, "HTTP/1.1 200 OK\r\nContent-Length: " + (block.length() + 1) + "\r\n\r\n" + block);

        assertThat(failure).isInstanceOf(ConnectionException.class);
    }

    @Test
    void aBodyThatEndsWithinABlockIsAFailure() {
        String block = HttpScript.numbers(1, 2);
        Throwable failure = run(MODERN, HttpScript.chunked(TAGGED, block.substring(0, block.length() - 1)));

        assertThat(failure).isInstanceOf(ProtocolException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void aMarkedErrorWithinABlockGivesNoRowOfIt() {
        String error = MARK + "Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)\n";
        String half = HttpScript.numbers(3, 4, 5, 6);
        Throwable failure = run(
                MODERN,
                HttpScript.begun(TAGGED, HttpScript.numbers(1, 2) + half.substring(0, half.length() - 8) + error));

        assertThat(failure).isInstanceOf(ServerException.class).hasMessageContaining("Memory limit exceeded");
        assertThat(((ServerException) failure).code()).isEqualTo(241);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void anOldServersErrorBehindItsBlocksIsAFailureWhetherTheBodyIsCutOrNot() {
        String error = "Code: 241, e.displayText() = DB::Exception: Memory limit exceeded, e.what() = DB::Exception\n";
        for (boolean cut : new boolean[] {true, false}) {
            seen.clear();
            String body = HttpScript.numbers(1, 2) + error;
            Throwable failure = run(OLD, cut ? HttpScript.begun("", body) : HttpScript.chunked("", body));

            assertThat(failure).isInstanceOf(ServerException.class).hasMessageContaining("Memory limit exceeded");
            assertThat(seen).containsExactly(1, 2);
        }
    }

    @Test
    void anErrorInTheHeadOfAnAnswerWithStatus200Counts() {
        Throwable failure = run(
                MODERN,
                HttpScript.chunked(
                        "X-ClickHouse-Exception-Code: 60\r\n", "Code: 60. DB::Exception: No. (UNKNOWN_TABLE)\n"));

        assertThat(failure).isInstanceOf(ServerException.class);
        assertThat(((ServerException) failure).code()).isEqualTo(60);
    }

    @Test
    void whoStandsInFrontOfTheServerIsQuoted() {
        Throwable failure = run(MODERN, "HTTP/1.1 403 Forbidden\r\nContent-Length: 12\r\n\r\nNot from you");

        assertThat(failure)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("403 Forbidden")
                .hasMessageContaining("Not from you");
    }

    @Test
    void aSecondAnswerToOneRequestReachesNobody() {
        String twice = HttpScript.chunked("", HttpScript.numbers(1)) + HttpScript.chunked("", HttpScript.numbers(2));
        try (ScriptedServer server = HttpScript.server(MODERN, twice, HttpScript.chunked("", HttpScript.numbers(3)));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            assertThat(db.query("SELECT 1").list(Integer.class).join()).containsExactly(1);
            await().until(() -> db.stats().size() == 0);
            assertThat(server.peers()).hasSize(1);
        }
    }

    @Test
    void aConnectionIsClosedBeforeTheServerWouldCloseIt() {
        String answer = HttpScript.chunked("Keep-Alive: timeout=2\r\n", HttpScript.numbers(1));
        try (ScriptedServer server = HttpScript.server(MODERN, answer, answer);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            assertThat(db.query("SELECT 1").list(Integer.class).join()).containsExactly(1);
            assertThat(db.stats().size()).isEqualTo(1);
            await().until(() -> db.stats().size() == 0);
        }
    }

    @Test
    void aSessionIsKeptAliveInstead() {
        String answer = HttpScript.chunked("Keep-Alive: timeout=2\r\n", HttpScript.numbers(1));
        try (ScriptedServer server = HttpScript.server(MODERN, answer, answer, answer, answer);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server));
                Session session = db.session().join()) {
            assertThat(session.query("SELECT n").list(Integer.class).join()).containsExactly(1);
            await().until(() -> HttpScript.sent(server).contains("\r\n\r\nSELECT 1"));
            assertThat(session.query("SELECT n").list(Integer.class).join()).containsExactly(1);
            assertThat(HttpScript.sent(server).split("session_id=", -1).length - 1)
                    .isGreaterThanOrEqualTo(3);
            assertThat(server.peers()).hasSize(1);
        }
    }

    @Test
    void aSessionThatWasAnsweredMustBeKnownToWhoeverAnswersNext() {
        String answer = HttpScript.chunked("", HttpScript.numbers(1));
        String elsewhere = HttpScript.error(372, "Session not found");
        try (ScriptedServer server = HttpScript.server(MODERN, answer, elsewhere);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server));
                Session session = db.session().join()) {
            assertThat(session.query("SELECT n").list(Integer.class).join()).containsExactly(1);
            assertThat(HttpScript.sent(server)).contains("session_id=").doesNotContain("session_check");

            assertThatThrownBy(
                            () -> session.query("SELECT n").list(Integer.class).join())
                    .hasMessageContaining("Session not found");
            assertThat(HttpScript.sent(server)).containsOnlyOnce("session_check=1");
        }
    }

    @Test
    void aSessionOutlivesAServerThatIsTooBusyToBeRemindedOfIt() {
        String answer = HttpScript.chunked("Keep-Alive: timeout=2\r\n", HttpScript.numbers(1));
        String busy = HttpScript.error(202, "Too many simultaneous queries");
        try (ScriptedServer server = HttpScript.server(MODERN, answer, busy, answer);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server));
                Session session = db.session().join()) {
            assertThat(session.query("SELECT n").list(Integer.class).join()).containsExactly(1);
            await().until(() -> HttpScript.sent(server).contains("\r\n\r\nSELECT 1"));

            assertThat(session.query("SELECT n").list(Integer.class).join()).containsExactly(1);
        }
    }

    @Test
    void progressIsToldWhileTheHeadIsStillComing() {
        String head = progress(7) + progress(9);
        List<Long> told = new ArrayList<>();
        try (ScriptedServer server = HttpScript.server(MODERN, HttpScript.chunked(head, HttpScript.numbers(1)));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            assertThat(db.query("SELECT 1")
                            .onProgress(progress -> told.add(progress.readRows()))
                            .list(Integer.class)
                            .join())
                    .containsExactly(1);
        }
        assertThat(told).isNotEmpty().endsWith(9L);
    }

    @Test
    void thePasswordStandsInNoTargetAndNoMessage() {
        try (ScriptedServer server = HttpScript.server(MODERN, HttpScript.begun("", ""));
                ClickHouse db = ClickHouse.connect("http://me:hunter2@" + server.host() + ":" + server.port() + "")) {
            Throwable failure = catchThrowable(() -> db.query("SELECT 1").rows().join());

            assertThat(failure).hasMessageNotContaining("hunter2");
            assertThat(HttpScript.sent(server)).contains("X-ClickHouse-Key: hunter2");
            assertThat(HttpScript.sent(server).lines().filter(line -> line.startsWith("POST")))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("hunter2"));
        }
    }

    /** What a stream that is answered so fails with; its rows are in {@link #seen}. */
    private Throwable run(String version, String answer) {
        try (ScriptedServer server = HttpScript.server(version, answer);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            Throwable failure = catchThrowable(() -> db.query("OPTIMIZE TABLE t")
                    .forEachBlock(block -> {
                        for (int row = 0; row < block.rows(); row++) {
                            seen.add((int) block.column(0).longValue(row));
                        }
                    })
                    .join());
            return Objects.requireNonNull(failure.getCause());
        }
    }

    private static String progress(int rows) {
        return "X-ClickHouse-Progress: {\"read_rows\":\"" + rows + "\",\"read_bytes\":\"8\"}\r\n";
    }
}
