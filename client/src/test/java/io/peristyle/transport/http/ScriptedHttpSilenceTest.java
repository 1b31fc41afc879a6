package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Session;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.query.Summary;
import io.peristyle.testkit.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Servers that say nothing for a while. */
final class ScriptedHttpSilenceTest {
    private static final String VERSION = "26.7.1.1";
    private static final String ONE = HttpScript.chunked("Keep-Alive: timeout=2\r\n", HttpScript.numbers(1));
    private static final String REMINDER = "\r\n\r\nSELECT 1";
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void aReadThatMayStillRunIsNotSentASecondTime() {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
                    peer.readUntilIdle(Duration.ofMillis(50));
                    peer.send(HttpScript.introduction("", VERSION)
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                    peer.staySilent();
                });
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&read_timeout=300ms")) {
            Throwable failure = catchThrowable(
                    () -> db.query("SELECT n").value(Integer.class).join());
            OperationTimeoutException silence = (OperationTimeoutException) Objects.requireNonNull(failure.getCause());

            assertThat(silence).hasMessageContaining("read_timeout").hasMessageContaining("working all the same");
            assertThat(silence.phase()).isEqualTo(Phase.READ);
            assertThat(silence.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(silence.isRetrySafe()).isFalse();
            assertThat(silence.attempts()).isEqualTo(1);
            assertThat(statements(server)).isEqualTo(1);
        }
    }

    @Test
    void aStatementBehindTheReminderOfASessionMayBeCancelled() {
        try (ScriptedServer server = remindedOnce();
                ClickHouse db = ClickHouse.connect(HttpScript.url(server));
                Session session = db.session().join()) {
            awaitReminder(server, session);
            CompletableFuture<Summary> cancelled = session.query("DROP TABLE n").execute();
            cancelled.cancel(false);
            CompletableFuture<Integer> next = session.query("SELECT n").value(Integer.class);
            server.peers().get(0).close();

            assertThat(next).failsWithin(Duration.ofSeconds(10));
            assertThat(HttpScript.sent(server)).doesNotContain("DROP TABLE");
        }
    }

    @Test
    void aStatementBehindTheReminderOfASessionHasItsDeadline() {
        try (ScriptedServer server = remindedOnce();
                ClickHouse db = ClickHouse.connect(HttpScript.url(server));
                Session session = db.session().join()) {
            awaitReminder(server, session);
            Throwable failure = catchThrowable(
                    () -> session.query("SELECT n").timeout(SHORT).execute().join());
            OperationTimeoutException late = (OperationTimeoutException) Objects.requireNonNull(failure.getCause());

            assertThat(late.phase()).isEqualTo(Phase.OPERATION);
            assertThat(late.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(late.requestSent()).isFalse();
        }
    }

    /** Answers one statement, and no reminder. */
    private static ScriptedServer remindedOnce() {
        return ScriptedServer.playing(peer -> {
            for (String answer : List.of(HttpScript.introduction("", VERSION), ONE)) {
                peer.readUntilIdle(Duration.ofMillis(50));
                peer.send(answer.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            }
            peer.staySilent();
        });
    }

    private static void awaitReminder(ScriptedServer server, Session session) {
        assertThat(session.query("SELECT n").value(Integer.class).join()).isEqualTo(1);
        await().until(() -> HttpScript.sent(server).contains(REMINDER));
    }

    private static long statements(ScriptedServer server) {
        return server.peers().stream()
                .map(peer -> new String(peer.received(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .mapToLong(sent -> sent.split("SELECT n", -1).length - 1L)
                .sum();
    }
}
