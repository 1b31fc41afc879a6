package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Insert;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.query.Summary;
import io.peristyle.testkit.ScriptedServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** Ends of inserts that a real server gives at rare moments only. */
final class ScriptedHttpInsertTest {
    private static final String MODERN = "26.7.1.1";
    private static final String DESCRIBED = HttpScript.chunked("", HttpScript.described());

    @Test
    void aConnectionOnWhichAnErrorCameBeforeTheEndOfTheRowsIsNotUsedAgain() {
        try (ScriptedServer server =
                        HttpScript.server(MODERN, DESCRIBED, DESCRIBED, HttpScript.error(469, "Constraint violated"));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&insert_block_size=1");
                SubmissionPublisher<List<Object>> endless = new SubmissionPublisher<>()) {
            CompletableFuture<Summary> inserted = db.insert("t").columns("n").from(endless);
            endless.submit(List.of(1));
            endless.submit(List.of(2));
            ClickHouseException failure = failureOf(inserted);

            assertThat(failure).isInstanceOf(ServerException.class).hasMessageContaining("Constraint violated");
            assertThat(failure.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
            await().until(() -> db.stats().size() == 0);
        }
    }

    @Test
    void aMissingAnswerBehindAllRowsLeavesItUnknownWhetherTheyAreThere() {
        ClickHouseException failure = insert(DESCRIBED, DESCRIBED, "");

        assertThat(failure).isInstanceOf(ConnectionException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void halfAnAnswerBehindAllRowsLeavesItUnknownWhetherTheyAreThere() {
        ClickHouseException failure =
                insert(DESCRIBED, DESCRIBED, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

        assertThat(failure).isInstanceOf(ConnectionException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void anErrorInTheAnswersBodyIsNoSuccess() {
        ClickHouseException failure = insert(
                DESCRIBED,
                DESCRIBED,
                HttpScript.chunked("", "Code: 252. DB::Exception: Too many parts. (TOO_MANY_PARTS)\n"));

        assertThat(failure).isInstanceOf(ServerException.class).hasMessageContaining("Too many parts");
        assertThat(failure.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
    }

    @Test
    void aRefusedLookUpOfTheColumnsInsertsNothing() {
        ClickHouseException failure = insert(DESCRIBED, HttpScript.error(497, "Not enough privileges"));

        assertThat(failure).isInstanceOf(ServerException.class).hasMessageContaining("Not enough privileges");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void nothingIsSentOverAConnectionThatTheServerClosesBehindTheLookUp() {
        ClickHouseException failure =
                insert(DESCRIBED, HttpScript.chunked("Connection: close\r\n", HttpScript.described()), DESCRIBED);

        assertThat(failure).isInstanceOf(ConnectionException.class).hasMessageContaining("before the rows");
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void anInsertThatLearnsItsTableAnewCountsBothAttempts() {
        String stored = HttpScript.chunked("", "");
        String gone = HttpScript.error(60, "Unknown table");
        String[] answers = {
            DESCRIBED, DESCRIBED, stored, gone, DESCRIBED, HttpScript.error(497, "Not enough privileges")
        };
        try (ScriptedServer server = HttpScript.server(MODERN, answers);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&retries=0")) {
            Map<String, int[]> rows = Map.of("n", new int[] {1});
            assertThat(db.insert("t").columns(rows).join().attempts()).isEqualTo(1);
            ClickHouseException failure = failureOf(db.insert("t").columns(rows));

            assertThat(failure).hasMessageContaining("Not enough privileges");
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.endpoints()).hasSize(2);
            assertThat(failure.getSuppressed())
                    .anyMatch(earlier -> earlier.toString().contains("Unknown table"));
        }
    }

    @Test
    void aServerThatRefusesWhatItWasToldUnaskedGetsTheRowsWithoutThat() {
        String refused = HttpScript.error(452, "Setting max_threads should not be changed");
        String stored = HttpScript.chunked("", "");
        List<String> answers =
                List.of(HttpScript.free(MODERN), DESCRIBED, DESCRIBED, refused, DESCRIBED, stored, DESCRIBED, stored);
        try (ScriptedServer server = HttpScript.connections(List.of(answers));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            Map<String, int[]> rows = Map.of("n", new int[] {1, 2, 3});

            assertThat(db.insert("t").columns(rows).join().attempts()).isEqualTo(2);
            assertThat(db.insert("t").columns(rows).join().attempts()).isEqualTo(1);
            assertThat(HttpScript.sent(server)).containsOnlyOnce("max_threads=1");
        }
    }

    @Test
    void aRefusalOfWhatTheCallerAsksForIsTheCallersFailure() {
        String refused = HttpScript.error(452, "Setting max_threads should not be changed");
        List<String> answers = List.of(HttpScript.free(MODERN), DESCRIBED, DESCRIBED, refused);
        try (ScriptedServer server = HttpScript.connections(List.of(answers));
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            Insert own = db.insert("t").setting("max_threads", 1);

            assertThat(failureOf(own.columns(Map.of("n", new int[] {1})))).isInstanceOf(ServerException.class);
        }
    }

    private static ClickHouseException insert(String... answers) {
        try (ScriptedServer server = HttpScript.server(MODERN, answers);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&retries=0")) {
            return failureOf(db.insert("t").columns(Map.of("n", new int[] {1, 2, 3})));
        }
    }

    private static ClickHouseException failureOf(CompletableFuture<Summary> inserted) {
        Throwable failure = catchThrowable(inserted::join);
        return (ClickHouseException) Objects.requireNonNull(failure.getCause());
    }
}
