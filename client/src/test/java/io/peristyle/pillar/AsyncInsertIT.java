package io.peristyle.pillar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.DataException;
import io.peristyle.error.OverloadException;
import io.peristyle.error.ServerException;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is promised of inserts that nobody waits for. */
@SuppressWarnings("FutureReturnValueIgnored") // Nobody has to look at them.
@OnEveryServer
@OverEveryTransport
final class AsyncInsertIT {
    private static final String SLOW = "INSERT INTO pillar_async SELECT toUInt64({id} + sleep(1))";

    private final LostInserts lost = new LostInserts();
    private final ClickHouseServer server;
    private final Transport transport;

    AsyncInsertIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    @BeforeEach
    void createTable() {
        server.http("DROP TABLE IF EXISTS pillar_async");
        server.http("CREATE TABLE pillar_async (id UInt64) ENGINE = Memory");
    }

    @Test
    void aFailureGoesToTheObserverAndLosesNothingElse() {
        try (Pillar pillar = connect("background_connections=1")) {
            pillar.asyncInsertToTable("pillar_async", Map.of("id", 1));
            CompletableFuture<Summary> unfit = pillar.asyncInsertToTable("pillar_async", Map.of("id", "many"));
            pillar.asyncInsertToTable("pillar_nowhere", List.of(Map.of("id", 2), Map.of("id", 3)));
            pillar.asyncInsert("INSERT INTO pillar_async (id) VALUES ({id})", Map.of("other", 4));
            pillar.asyncInsertToTable("pillar_async", Map.of("id", 5)).join();

            assertThat(stored()).containsExactly(1L, 5L);
            await().untilAsserted(() -> assertThat(lost.events).hasSize(3));
            assertThat(lost.events)
                    .extracting(event -> event.target())
                    .containsExactly(
                            "pillar_async",
                            "pillar_nowhere",
                            "INSERT INTO pillar_async (id) SELECT * FROM (SELECT {id})");
            assertThat(lost.events).extracting(event -> event.rows()).containsExactly(1L, 2L, -1L);
            assertThat(lost.events.get(0).failure()).isInstanceOf(DataException.class);
            assertThat(lost.events.get(1).failure()).isInstanceOf(ServerException.class);
            assertThat(lost.events.get(2).failure()).isInstanceOf(DataException.class);
            assertThat(unfit).isCompletedExceptionally();
        }
    }

    @Test
    void tellsOfOverloadAndStoresWhatItHadTaken() {
        try (Pillar pillar = connect("background_connections=1&background_inserts=3")) {
            CompletableFuture<Summary> slow = pillar.asyncInsert(SLOW, Map.of("id", 1));
            CompletableFuture<Summary> waiting = pillar.asyncInsertToTable("pillar_async", Map.of("id", 2));
            CompletableFuture<Summary> last = pillar.asyncInsertToTable("pillar_async", Map.of("id", 3));
            CompletableFuture<Summary> refused = pillar.asyncInsertToTable("pillar_async", Map.of("id", 4));

            assertThat(refused).isCompletedExceptionally();
            assertThatThrownBy(refused::join)
                    .hasCauseInstanceOf(OverloadException.class)
                    .hasMessageContaining("3 of 3 inserts");
            CompletableFuture.allOf(slow, waiting, last).join();
            assertThat(stored()).containsExactly(1L, 2L, 3L);
            assertThat(lost.events).hasSize(1);
            pillar.asyncInsertToTable("pillar_async", Map.of("id", 5)).join();
        }
    }

    @Test
    void boundsTheBytesOfWhatWaits() {
        try (Pillar pillar = connect("background_connections=1&background_insert_bytes=2KiB")) {
            CompletableFuture<Summary> slow = pillar.asyncInsert(SLOW, Map.of("id", 1));
            List<Map<String, Integer>> many = LongStream.range(0, 1000)
                    .mapToObj(i -> Map.of("id", (int) i))
                    .toList();

            assertThatThrownBy(() ->
                            pillar.asyncInsertToTable("pillar_async", many).join())
                    .hasCauseInstanceOf(OverloadException.class)
                    .hasMessageContaining("background_insert_bytes");
            slow.join();
            assertThat(stored()).containsExactly(1L);
        }
    }

    @Test
    void leavesConnectionsToThoseWhoWait() {
        try (Pillar pillar = connect("pool_size=2&max_overflow=0")) {
            List<CompletableFuture<Summary>> slow = new ArrayList<>();
            for (int id = 0; id < 4; id++) {
                slow.add(pillar.asyncInsert(SLOW, Map.of("id", id)));
            }
            assertThat(pillar.select("SELECT 1 AS one").join()).hasSize(1);
            assertThat(slow).filteredOn(CompletableFuture::isDone).hasSizeLessThan(4);
            CompletableFuture.allOf(slow.toArray(CompletableFuture[]::new)).join();
        }
    }

    @Test
    void takesTheRowsAsTheyAreWhenItIsCalled() {
        try (Pillar pillar = connect("background_connections=1")) {
            CompletableFuture<Summary> slow = pillar.asyncInsert(SLOW, Map.of("id", 1));
            Map<String, @Nullable Object> row = new HashMap<>(Map.of("id", 2));
            List<Map<String, @Nullable Object>> rows = new ArrayList<>(List.of(row));
            CompletableFuture<Summary> waiting = pillar.asyncInsertToTable("pillar_async", rows);
            row.put("id", 666);
            rows.clear();

            CompletableFuture.allOf(slow, waiting).join();
            assertThat(stored()).containsExactly(1L, 2L);
        }
    }

    @Test
    void closeSendsWhatWaitsAndTakesNothingNew() {
        Pillar pillar = connect("background_connections=2");
        List<CompletableFuture<Summary>> all = new ArrayList<>();
        all.add(pillar.asyncInsert(SLOW, Map.of("id", 0)));
        all.add(pillar.asyncInsert(SLOW, Map.of("id", 1)));
        for (int id = 2; id < 40; id++) {
            all.add(pillar.asyncInsertToTable("pillar_async", Map.of("id", id)));
        }
        CompletableFuture<Void> closed = pillar.close(Duration.ofSeconds(60));

        assertThatThrownBy(() -> pillar.select("SELECT 1").join()).hasCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() ->
                        pillar.insertToTable("pillar_async", Map.of("id", 99)).join())
                .hasCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> pillar.asyncInsertToTable("pillar_async", Map.of("id", 99))
                        .join())
                .hasCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> pillar.client().session().join()).hasCauseInstanceOf(ClientClosedException.class);
        closed.join();
        assertThat(all).allSatisfy(insert -> assertThat(insert).isCompleted());
        assertThat(stored())
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void closeGivesUpWhatItsGraceIsTooShortForAndSaysSo() {
        Pillar pillar = connect("background_connections=1");
        List<CompletableFuture<Summary>> all = new ArrayList<>();
        for (int id = 0; id < 20; id++) {
            all.add(pillar.asyncInsert(SLOW, Map.of("id", id)));
        }
        pillar.close(Duration.ofMillis(300)).join();

        assertThat(all)
                .allSatisfy(insert -> assertThat(insert)
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .withCauseInstanceOf(ClickHouseException.class));
        assertThat(all.get(19))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void aShorterGraceCutsALongerOneShort() {
        Pillar pillar = connect("background_connections=1");
        List<CompletableFuture<Summary>> all = new ArrayList<>();
        for (int id = 0; id < 60; id++) {
            all.add(pillar.asyncInsert(SLOW, Map.of("id", id)));
        }
        CompletableFuture<Void> patient = pillar.close(Duration.ofMinutes(5));
        pillar.close(Duration.ZERO).join();

        assertThat(patient).succeedsWithin(Duration.ofSeconds(20));
        assertThat(all.get(59))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(ClientClosedException.class);
    }

    private Pillar connect(String options) {
        return Pillar.of(ClickHouse.connect(PillarOptions.connectionStrings(transport.url(server) + "?" + options)
                .withTimeout(Duration.ofMinutes(1))
                .builder()
                .observer(lost)
                .build()));
    }

    private List<Long> stored() {
        return server.http("SELECT id FROM pillar_async ORDER BY id")
                .lines()
                .map(Long::valueOf)
                .toList();
    }
}
