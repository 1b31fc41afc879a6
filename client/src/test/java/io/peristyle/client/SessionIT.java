package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.DataException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.ServerException;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lives on a session, whatever carries it. */
@OnEveryServer
@OverEveryTransport
final class SessionIT {
    private ClickHouse db;

    @BeforeEach
    void connect(ClickHouseServer server, Transport transport) {
        db = ClickHouse.connect(transport.url(server) + "/system");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void keepsSettingsAndTemporaryTables() {
        try (Session session = db.session().join()) {
            session.query("SET max_threads = 3").execute().join();
            session.query("CREATE TEMPORARY TABLE kept (a Int32)").execute().join();
            session.insert("kept").maps(List.of(Map.of("a", 1), Map.of("a", 2))).join();

            assertThat(session.query("SELECT value FROM system.settings WHERE name = 'max_threads'")
                            .value(String.class)
                            .join())
                    .isEqualTo("3");
            assertThat(session.query("SELECT sum(a) FROM kept")
                            .value(Long.class)
                            .join())
                    .isEqualTo(3);
        }
        assertThatThrownBy(() ->
                        db.query("SELECT sum(a) FROM kept").value(Long.class).join())
                .hasCauseInstanceOf(ServerException.class);
    }

    @Test
    void beginsInTheDatabaseOfTheClientAndGoesWhereItIsTold() {
        try (Session session = db.session().join()) {
            assertThat(session.query("SELECT currentDatabase()")
                            .value(String.class)
                            .join())
                    .isEqualTo("system");
            session.query("USE default").execute().join();
            assertThat(session.query("SELECT currentDatabase()")
                            .value(String.class)
                            .join())
                    .isEqualTo("default");
        }
    }

    @Test
    void rowsByPositionFollowTheTableOfTheDatabaseThatIsCurrentNow(ClickHouseServer server) {
        for (String name : List.of("order_a", "order_b")) {
            server.http("DROP DATABASE IF EXISTS " + name);
            server.http("CREATE DATABASE " + name);
        }
        server.http("CREATE TABLE order_a.t (x Int32, y Int32) ENGINE = Memory");
        server.http("CREATE TABLE order_b.t (y Int32, x Int32) ENGINE = Memory");
        try (Session session = db.session().join()) {
            for (String name : List.of("order_a", "order_b")) {
                session.query("USE " + name).execute().join();
                session.insert("t").rows(List.of(List.of(1, 2))).join();
            }
        }

        assertThat(server.http("SELECT x, y FROM order_a.t UNION ALL SELECT y, x FROM order_b.t"))
                .isEqualTo("1\t2\n1\t2\n");
        server.http("DROP DATABASE order_a");
        server.http("DROP DATABASE order_b");
    }

    @Test
    void runsInsertsAndQueriesInTheOrderInWhichTheyWereStarted() {
        try (Session session = db.session().join()) {
            session.query("CREATE TEMPORARY TABLE ordered (a Int32)").execute().join();
            List<CompletableFuture<Summary>> inserts = new ArrayList<>();
            List<CompletableFuture<Long>> counts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                inserts.add(session.insert("ordered").maps(List.of(Map.of("a", i))));
                counts.add(session.query("SELECT count() FROM ordered").value(Long.class));
            }

            assertThat(counts.stream().map(CompletableFuture::join)).containsExactly(1L, 2L, 3L);
            assertThat(inserts)
                    .allSatisfy(insert -> assertThat(insert.join().rows()).isEqualTo(1));
        }
    }

    @Test
    void keepsThePlaceOfAnInsertWhoseRowsComeLater() {
        SubmissionPublisher<List<?>> rows = new SubmissionPublisher<>();
        try (Session session = db.session().join()) {
            session.query("CREATE TEMPORARY TABLE published (a Int32)")
                    .execute()
                    .join();
            CompletableFuture<Summary> insert = session.insert("published").from(rows);
            CompletableFuture<Long> count =
                    session.query("SELECT count() FROM published").value(Long.class);
            rows.submit(List.of(1));
            rows.submit(List.of(2));
            rows.close();

            assertThat(count.join()).isEqualTo(2);
            assertThat(insert.join().rows()).isEqualTo(2);
        }
    }

    @Test
    void goesOnBehindInsertsThatFailOrAreCancelled() {
        try (Session session = db.session().join();
                SubmissionPublisher<List<?>> never = new SubmissionPublisher<>()) {
            session.query("CREATE TEMPORARY TABLE small (a Int8)").execute().join();
            CompletableFuture<Summary> unfit = session.insert("small").maps(List.of(Map.of("a", 1_000)));
            CompletableFuture<Summary> waiting = session.insert("small").from(never);
            CompletableFuture<Summary> empty = session.insert("small").from(subscriber -> {
                subscriber.onSubscribe(new NoRows());
                subscriber.onComplete();
            });
            Flow.Publisher<List<?>> broken = subscriber -> {
                throw new IllegalStateException("broken by a test");
            };
            assertThatThrownBy(() -> session.insert("small").from(broken)).hasMessage("broken by a test");
            CompletableFuture<Summary> last = session.insert("small").maps(List.of(Map.of("a", 1)));
            CompletableFuture<Long> count =
                    session.query("SELECT count() FROM small").value(Long.class);
            waiting.cancel(false);

            assertThat(count.join()).isEqualTo(1);
            assertThat(last.join().rows()).isEqualTo(1);
            assertThat(empty.join().rows()).isZero();
            assertThatThrownBy(unfit::join).hasCauseInstanceOf(DataException.class);
        }
    }

    /** Servers as old as 18.16 end the session with the error, so that the query fails; it must not wait for ever. */
    @Test
    void goesOnBehindAnInsertIntoATableThatIsNotThere(ServerVersion version, Transport transport) {
        try (Session session = db.session().join()) {
            session.query("CREATE TEMPORARY TABLE kept (a UInt8)").execute().join();
            CompletableFuture<Summary> insert = session.insert("no_such_table").maps(List.of(Map.of("a", 1)));
            CompletableFuture<Long> query =
                    session.query("SELECT count() FROM kept").value(Long.class);

            await().until(query::isDone);
            assertThatThrownBy(insert::join).hasCauseInstanceOf(ServerException.class);
            if (version != ServerVersion.LEGACY || transport == Transport.HTTP) {
                assertThat(query.join()).isZero();
            }
        }
    }

    @Test
    void goesOnBehindAnInsertWhoseRowsDoNotComeInTime() {
        try (Session session = db.session().join();
                SubmissionPublisher<List<?>> never = new SubmissionPublisher<>()) {
            CompletableFuture<Summary> insert =
                    session.insert("rows").timeout(Duration.ofMillis(50)).from(never);
            CompletableFuture<Summary> query = session.query("SELECT 1").execute();

            await().until(query::isDone);
            assertThat(query).isNotCompletedExceptionally();
            assertThatThrownBy(insert::join).hasCauseInstanceOf(OperationTimeoutException.class);
        }
    }

    @Test
    void endsInsertsThatWereStartedBeforeItIsClosed() {
        db.query("DROP TABLE IF EXISTS default.session_rows").execute().join();
        db.query("CREATE TABLE default.session_rows (a Int32) ENGINE = Memory")
                .execute()
                .join();
        Session session = db.session().join();
        CompletableFuture<Summary> insert =
                session.insert("default.session_rows").maps(List.of(Map.of("a", 1)));
        session.close();

        assertThat(insert.join().rows()).isEqualTo(1);
        assertThatThrownBy(() -> session.insert("default.session_rows")
                        .maps(List.of(Map.of("a", 1)))
                        .join())
                .hasCauseInstanceOf(ClientClosedException.class);
        await().untilAsserted(() -> assertThat(db.stats().inUse()).isZero());
        db.query("DROP TABLE default.session_rows").execute().join();
    }

    private static final class NoRows implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
