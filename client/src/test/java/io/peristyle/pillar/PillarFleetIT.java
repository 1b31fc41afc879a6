package io.peristyle.pillar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerFleet;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.Outcome;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pillar's words over three servers, one of which is killed. */
@OnServer
final class PillarFleetIT {
    private static final int INSERTS = 600;

    @Test
    void everyWordGoesOnWhenAServerIsKilled(@PrivateServer ServerFleet fleet) {
        killOneOfThree(Transport.NATIVE, fleet);
    }

    @Test
    void everyWordGoesOnOverHttpWhenAServerIsKilled(@PrivateServer ServerFleet fleet) {
        killOneOfThree(Transport.HTTP, fleet);
    }

    private static void killOneOfThree(Transport transport, ServerFleet fleet) {
        fleet.servers().forEach(server -> server.http("CREATE TABLE events (id Int64) ENGINE = MergeTree ORDER BY id"));
        LostInserts lost = new LostInserts();
        Map<Long, CompletableFuture<Summary>> inserts = new TreeMap<>();
        try (Pillar pillar = connect(fleet, transport, lost)) {
            for (long id = 0; id < INSERTS; id++) {
                inserts.put(id, id % 2 == 0 ? byTable(pillar, id) : byStatement(pillar, id));
                if (id == INSERTS / 3) {
                    await().pollInterval(Duration.ofMillis(5)).until(() -> rowsOf(fleet.server(1)) > 0);
                    fleet.server(1).kill();
                }
            }
            awaitAll(inserts);
            assertThat(pillar.select("SELECT {n} AS n", Map.of("n", 7)).join()).containsExactly(Map.of("n", 7));
            pillar.insert("INSERT INTO events VALUES ({id})", Map.of("id", -1)).join();
            pillar.insertToTable("events", List.of(Map.of("id", -2))).join();
        }
        fleet.server(1).restart();

        List<Long> stored = stored(fleet);
        assertThat(stored).doesNotHaveDuplicates().contains(-1L, -2L);
        Set<Long> done = new HashSet<>();
        inserts.forEach((id, insert) -> {
            Throwable failure = failureOf(insert);
            if (failure == null) {
                done.add(id);
            } else if (((ClickHouseException) failure).outcome() == Outcome.NOT_EXECUTED) {
                assertThat(stored).doesNotContain(id);
            }
        });
        assertThat(stored).containsAll(done);
        assertThat(done.size())
                .as("inserts that a killed server leaves unharmed")
                .isGreaterThan(INSERTS * 9 / 10);
        assertThat(lost.events).hasSize(INSERTS - done.size());
        assertThat(countsOf(fleet))
                .as("rows of each server")
                .allSatisfy(rows -> assertThat(rows).isPositive());
    }

    private static Pillar connect(ServerFleet fleet, Transport transport, LostInserts lost) {
        String[] urls = fleet.servers().stream().map(transport::url).toArray(String[]::new);
        return Pillar.of(ClickHouse.connect(PillarOptions.connectionStrings(urls)
                .withName("fleet")
                .withTimeout(Duration.ofMinutes(1))
                .withPoolTimeout(Duration.ofSeconds(30))
                .builder()
                .observer(lost)
                .build()));
    }

    private static CompletableFuture<Summary> byTable(Pillar pillar, long id) {
        return pillar.asyncInsertToTable("events", Map.of("id", id));
    }

    private static CompletableFuture<Summary> byStatement(Pillar pillar, long id) {
        return pillar.asyncInsert("INSERT INTO events (id) VALUES ({id})", Map.of("id", id));
    }

    private static void awaitAll(Map<Long, CompletableFuture<Summary>> inserts) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> inserts.values().stream().allMatch(CompletableFuture::isDone));
    }

    private static @Nullable Throwable failureOf(CompletableFuture<Summary> insert) {
        return insert.handle((summary, failure) -> failure).join();
    }

    private static List<Long> stored(ServerFleet fleet) {
        List<Long> ids = new ArrayList<>();
        for (ClickHouseServer server : fleet.servers()) {
            server.http("SELECT id FROM events").lines().map(Long::valueOf).forEach(ids::add);
        }
        return ids;
    }

    private static List<Integer> countsOf(ServerFleet fleet) {
        return fleet.servers().stream().map(PillarFleetIT::rowsOf).toList();
    }

    private static Integer rowsOf(ClickHouseServer server) {
        return Integer.valueOf(server.http("SELECT count() FROM events").strip());
    }
}
