package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.DataException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.query.Row;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
final class InsertIT {
    private ClickHouse db;

    private record Trip(
            long id, String cityName, Instant at, @Nullable Double fare) {}

    @BeforeEach
    void createTable(ClickHouseServer server, Transport transport) {
        db = ClickHouse.connect(transport.url(server));
        db.query("DROP TABLE IF EXISTS api_trips").execute().join();
        db.query("CREATE TABLE api_trips (id Int64, city_name String, at DateTime, fare Nullable(Float64),"
                        + " day Date DEFAULT toDate(at), twice Int64 MATERIALIZED id * 2) ENGINE = Memory")
                .execute()
                .join();
    }

    @AfterEach
    void leavesNothingBehind() {
        await().untilAsserted(() -> assertThat(db.stats().inUse()).isZero());
        db.query("DROP TABLE IF EXISTS api_trips").execute().join();
        db.close();
    }

    @Test
    void returnsRecordsAsTheyWereInserted() {
        List<Trip> trips = IntStream.range(0, 1_000)
                .mapToObj(i -> new Trip(
                        i, "city " + i, Instant.ofEpochSecond(1_700_000_000L + i), i % 3 == 0 ? null : i / 4.0))
                .toList();
        Summary summary = db.insert("api_trips").records(trips).join();

        assertThat(summary.rows()).isEqualTo(1_000);
        assertThat(db.query("SELECT id, city_name, at, fare FROM api_trips ORDER BY id")
                        .list(Trip.class)
                        .join())
                .isEqualTo(trips);
        assertThat(db.query("SELECT count() FROM api_trips WHERE day = toDate(at)")
                        .value(Long.class)
                        .join())
                .isEqualTo(1_000);
    }

    @Test
    void takesListsMapsColumnsAndBlocks() {
        Instant at = Instant.ofEpochSecond(1_700_000_000);
        db.insert("api_trips")
                .columns("city_name", "id")
                .rows(List.of(List.of("a", 1L), List.of("b", 2)))
                .join();
        db.insert("api_trips")
                .maps(List.of(Map.of("id", 3, "city_name", "c", "at", at)))
                .join();
        db.insert("api_trips")
                .columns(Map.of("id", new long[] {4, 5}, "city_name", List.of("d", "e")))
                .join();
        List<Block> blocks = new ArrayList<>();
        db.query("SELECT toInt64(6) AS id, 'f' AS city_name")
                .forEachBlock(blocks::add)
                .join();
        db.insert("api_trips").block(blocks.get(0)).join();

        assertThat(db.query("SELECT city_name FROM api_trips ORDER BY id")
                        .list(String.class)
                        .join())
                .containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void tellsNullFromAColumnThatIsLeftOut() {
        db.query("DROP TABLE IF EXISTS api_defaults").execute().join();
        db.query("CREATE TABLE api_defaults (id Int64, a Nullable(Int32) DEFAULT 5, b Int32 DEFAULT id + 40,"
                        + " c String DEFAULT 'none') ENGINE = Memory")
                .execute()
                .join();
        Map<String, Object> withNull = new HashMap<>(Map.of("id", 1));
        withNull.put("a", null);
        db.insert("api_defaults").records(List.of(withNull)).join();
        db.insert("api_defaults").records(List.of(Map.of("id", 2))).join();
        Map<String, Object> refused = new HashMap<>(Map.of("id", 3));
        refused.put("b", null);
        assertThatThrownBy(() ->
                        db.insert("api_defaults").records(List.of(refused)).join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("NULL");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row row : db.query("SELECT * FROM api_defaults ORDER BY id").rows().join()) {
            rows.add(row.values());
        }
        assertThat(rows).containsExactly(Arrays.asList(1L, null, 41, "none"), Arrays.asList(2L, 5, 42, "none"));
        db.query("DROP TABLE api_defaults").execute().join();
    }

    @Test
    void wrapsArraysOfWholeColumns() {
        long[] ids = LongStream.range(0, 200_000).toArray();
        Summary summary = db.insert("api_trips").columns(Map.of("id", ids)).join();

        assertThat(summary.rows()).isEqualTo(200_000);
        assertThat(db.query("SELECT sum(id) FROM api_trips").value(Long.class).join())
                .isEqualTo(19_999_900_000L);
    }

    @Test
    void cutsColumnsThatAreWrappedAndColumnsThatAreConvertedAtTheSameRows() {
        int rows = 150_000;
        long[] ids = LongStream.range(0, rows).toArray();
        String[] names = LongStream.range(0, rows).mapToObj(i -> "n" + i).toArray(String[]::new);
        Summary summary = db.insert("api_trips")
                .columns(Map.of("id", ids, "city_name", names))
                .join();

        assertThat(summary.rows()).isEqualTo(rows);
        assertThat(db.query("SELECT count() FROM api_trips WHERE city_name = concat('n', toString(id))")
                        .value(Long.class)
                        .join())
                .isEqualTo(rows);
        String[] misfit = names.clone();
        misfit[rows - 1] = "\ud800";
        assertThatThrownBy(() -> db.insert("api_trips")
                        .columns(Map.of("id", ids, "city_name", misfit))
                        .join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("row " + (rows - 1) + ", column city_name");
    }

    /** Natively roles would be ignored in silence; over HTTP old servers take none, new ones know no such role. */
    @Test
    void travelsWithItsRoles() {
        assertThatThrownBy(() -> db.insert("api_trips")
                        .roles("nobody_s_role")
                        .maps(List.of(Map.of("id", 1)))
                        .join())
                .hasCauseInstanceOf(ClickHouseException.class)
                .hasMessageContaining("role");
    }

    /** A bean of which a getter says that it may fail. */
    public static final class Unreadable {
        private @Nullable Long id;

        public void setId(long id) {
            this.id = id;
        }

        public long getId() throws IOException {
            if (id == null) {
                throw new IOException("no id");
            }
            return id;
        }
    }

    @Test
    void failsWithWhatAGetterThrowsThoughNobodyCatchesThat() {
        CompletableFuture<Summary> published;
        try (SubmissionPublisher<Unreadable> publisher = new SubmissionPublisher<>(Runnable::run, 8)) {
            published = db.insert("api_trips").columns("id").from(publisher, Unreadable.class);
            publisher.submit(new Unreadable());
        }
        CompletableFuture<Summary> listed = db.insert("api_trips").columns("id").records(List.of(new Unreadable()));

        for (CompletableFuture<Summary> insert : List.of(published, listed)) {
            assertThat(insert)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(IOException.class)
                    .withMessage("no id");
        }
        assertThat(db.query("SELECT count() FROM api_trips").value(Long.class).join())
                .isZero();
    }

    @Test
    void insertsNothingIfOneValueOfAListDoesNotFit() {
        List<List<Object>> rows = new ArrayList<>(Collections.nCopies(100_000, List.of(1L, "x")));
        rows.add(Arrays.asList("not a number", "x"));

        assertThatThrownBy(() -> db.insert("api_trips")
                        .columns("id", "city_name")
                        .rows(rows)
                        .join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("row 100000")
                .hasMessageContaining("column id of type Int64")
                .cause()
                .extracting(failure -> ((ClickHouseException) failure).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(db.query("SELECT count() FROM api_trips").value(Long.class).join())
                .isZero();
    }

    @Test
    void insertsWhatAPublisherDelivers() {
        CompletableFuture<Summary> inserted;
        try (SubmissionPublisher<Trip> publisher = new SubmissionPublisher<>()) {
            inserted = db.insert("api_trips").from(publisher, Trip.class);
            for (int i = 0; i < 150_000; i++) {
                publisher.submit(new Trip(i, "x", Instant.EPOCH, null));
            }
        }

        assertThat(inserted.join().rows()).isEqualTo(150_000);
        assertThat(db.query("SELECT uniqExact(id) FROM api_trips")
                        .value(Long.class)
                        .join())
                .isEqualTo(150_000);
    }

    @Test
    void saysPossiblyPartialIfAPublishedRowDoesNotFitBehindABlock() {
        CompletableFuture<Summary> inserted;
        try (SubmissionPublisher<List<Object>> publisher = new SubmissionPublisher<>()) {
            inserted = db.insert("api_trips").columns("id").from(publisher);
            for (int i = 0; i < 70_000; i++) {
                publisher.submit(List.of(i));
            }
            publisher.submit(List.of("not a number"));
        }

        assertThatThrownBy(inserted::join)
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("row 70000")
                .cause()
                .extracting(failure -> ((ClickHouseException) failure).outcome())
                .isEqualTo(Outcome.POSSIBLY_PARTIAL);
    }

    @Test
    void failsWithThePublishersOwnException() {
        IllegalStateException own = new IllegalStateException("no more");
        CompletableFuture<Summary> inserted;
        try (SubmissionPublisher<List<Object>> publisher = new SubmissionPublisher<>()) {
            inserted = db.insert("api_trips").columns("id").from(publisher);
            publisher.submit(List.of(1));
            publisher.closeExceptionally(own);
        }

        assertThatThrownBy(inserted::join).hasCause(own);
        assertThat(db.query("SELECT count() FROM api_trips").value(Long.class).join())
                .isZero();
    }

    @Test
    void learnsATableAnewThatHasChanged() {
        db.insert("api_trips").columns(Map.of("id", new long[] {1})).join();
        db.query("DROP TABLE api_trips").execute().join();
        db.query("CREATE TABLE api_trips (id String) ENGINE = Memory").execute().join();
        db.insert("api_trips").columns(Map.of("id", List.of("one"))).join();
        db.query("DROP TABLE api_trips").execute().join();
        db.query("CREATE TABLE api_trips (id Int64) ENGINE = Memory").execute().join();
        db.insert("api_trips").columns(Map.of("id", new long[] {1})).join();

        assertThat(db.query("SELECT id FROM api_trips").value(Long.class).join())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatHasNoColumn() {
        record Stray(long id, String nowhere) {}
        assertThatThrownBy(() -> db.insert("api_trips")
                        .records(List.of(new Stray(1, "x")))
                        .join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void sendsNothingForNoRows() {
        assertThat(db.insert("no_such_table").records(List.of()).join().rows()).isZero();
        assertThat(db.insert("no_such_table").rows(List.of()).join().attempts()).isZero();
        CompletableFuture<Summary> inserted;
        try (SubmissionPublisher<Trip> publisher = new SubmissionPublisher<>()) {
            inserted = db.insert("no_such_table").from(publisher, Trip.class);
        }
        assertThat(inserted.join().rows()).isZero();
    }

    @Test
    void endsAnInsertThatWasStartedBeforeTheClientIsClosed(ClickHouseServer server, Transport transport) {
        ClickHouse closed = ClickHouse.connect(transport.url(server));
        List<Trip> trips = IntStream.range(0, 100_000)
                .mapToObj(i -> new Trip(i, "city " + i, Instant.EPOCH, null))
                .toList();
        CompletableFuture<Summary> insert = closed.insert("api_trips").records(trips);
        closed.close();

        assertThat(insert.join().rows()).isEqualTo(100_000);
        assertThatThrownBy(() -> closed.insert("api_trips").records(trips).join())
                .hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void limitsTheWaitForAPublisherThatGivesNothing() {
        try (SubmissionPublisher<List<?>> never = new SubmissionPublisher<>()) {
            CompletableFuture<Summary> insert =
                    db.insert("api_trips").timeout(Duration.ofMillis(50)).from(never);

            await().until(insert::isDone);
            assertThatThrownBy(insert::join)
                    .cause()
                    .isInstanceOf(OperationTimeoutException.class)
                    .hasMessageContaining("publisher");
            await().until(() -> !never.hasSubscribers());
        }
    }

    @Test
    void failsAnInsertOfWhichNoRowHasComeWhenTheClosingClientsGraceIsOver(
            ClickHouseServer server, Transport transport) {
        ClickHouse closed = ClickHouse.connect(transport.url(server));
        try (SubmissionPublisher<List<?>> never = new SubmissionPublisher<>()) {
            CompletableFuture<Summary> insert = closed.insert("api_trips").from(never);
            CompletableFuture<Summary> inSession =
                    closed.session().join().insert("api_trips").from(never);
            closed.close(Duration.ofMillis(50)).join();

            await().until(() -> insert.isDone() && inSession.isDone());
            assertThatThrownBy(insert::join).hasCauseInstanceOf(ClientClosedException.class);
            assertThatThrownBy(inSession::join).hasCauseInstanceOf(ClientClosedException.class);
            await().until(() -> !never.hasSubscribers());
        }
    }
}
