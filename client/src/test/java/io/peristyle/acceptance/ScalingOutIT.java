package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerFleet;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three servers as the shards of one cluster, by ClickHouse's own distribution. */
@OnServer
final class ScalingOutIT {
    private static final int ROWS = 30_000;
    private static final int ALL_CONNECTION_TRIES_FAILED = 279;
    /** A shard that is slow to accept counts as unavailable, too. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final String SUM = "SELECT sum(n) FROM numbers_all";

    @Test
    void spreadsOneInsertOverAllShardsAndReadsItBackFromAnyServer(@PrivateServer ServerFleet fleet) {
        createTables(fleet);
        try (ClickHouse db = ClickHouse.connect(fleet.url())) {
            insertOverAll(db, 0).join();
        }
        List<Long> counts = fleet.servers().stream()
                .map(server -> Long.parseLong(
                        server.http("SELECT count() FROM numbers_local").strip()))
                .toList();
        assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(ROWS / 4L, ROWS / 2L));
        for (ClickHouseServer server : fleet.servers()) {
            try (ClickHouse db = ClickHouse.connect(server.url())) {
                assertThat(sum(db)).isEqualTo(sumBelow(ROWS));
            }
        }
    }

    @Test
    void sumsWhatWasInsertedLocallyIntoEachShard(@PrivateServer ServerFleet fleet) {
        createTables(fleet);
        for (int shard = 0; shard < fleet.size(); shard++) {
            try (ClickHouse db = ClickHouse.connect(fleet.server(shard).url())) {
                db.insert("numbers_local").columns(column(shard * ROWS)).join();
            }
        }
        try (ClickHouse db = ClickHouse.connect(fleet.url())) {
            assertThat(sum(db)).isEqualTo(sumBelow((long) fleet.size() * ROWS));
        }
    }

    @Test
    void saysThatAShardIsMissingUnlessItMayBeSkipped(@PrivateServer ServerFleet fleet) {
        createTables(fleet);
        try (ClickHouse all = ClickHouse.connect(fleet.url())) {
            insertOverAll(all, 0).join();
        }
        long first = sumOn(fleet.server(0));
        long second = sumOn(fleet.server(1));
        fleet.server(2).kill();
        String left = fleet.server(0).url() + "," + fleet.server(1).host() + ":"
                + fleet.server(1).tcpPort();
        try (ClickHouse db = ClickHouse.connect(left)) {
            // Right after the kill the server asked was seen to say ABORTED (236) once.
            await().untilAsserted(() -> assertThatThrownBy(() -> sum(db))
                    .cause()
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ALL_CONNECTION_TRIES_FAILED)));

            // A server leaves out what it finds too slow, too, so that only the asked one's own shard is certain to be
            // there.
            assertThat(db.query(SUM)
                            .setting("skip_unavailable_shards", 1)
                            .setting("connect_timeout_with_failover_ms", PATIENCE_MILLIS)
                            .value(Long.class)
                            .join())
                    .isIn(first + second, first, second);
        }
    }

    private static long sumOn(ClickHouseServer server) {
        return Long.parseLong(server.http("SELECT sum(n) FROM numbers_local").strip());
    }

    @Test
    void doesNotCallAnInsertWithAMissingShardNotExecuted(@PrivateServer ServerFleet fleet) {
        createTables(fleet);
        fleet.server(2).kill();
        try (ClickHouse db = ClickHouse.connect(fleet.server(0).url())) {
            assertThatThrownBy(() -> insertOverAll(db, 0).join())
                    .cause()
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            failure -> assertThat(failure.outcome()).isNotEqualTo(Outcome.NOT_EXECUTED));
        }
    }

    @Test
    void findsTheShardsInTheTableOfClusters(@PrivateServer ServerFleet fleet) {
        try (ClickHouse db = ClickHouse.connect(fleet.server(1).url())) {
            List<Integer> ports = db.query(
                            "SELECT toInt32(port) FROM system.clusters WHERE cluster = {cluster} ORDER BY shard_num")
                    .param("cluster", ServerFleet.CLUSTER)
                    .list(Integer.class)
                    .join();
            assertThat(ports)
                    .isEqualTo(fleet.servers().stream()
                            .map(ClickHouseServer::tcpPort)
                            .toList());
        }
    }

    private static void createTables(ServerFleet fleet) {
        for (ClickHouseServer server : fleet.servers()) {
            server.http("CREATE TABLE numbers_local (n UInt64) ENGINE = MergeTree ORDER BY n");
            server.http("CREATE TABLE numbers_all AS numbers_local ENGINE = Distributed(" + ServerFleet.CLUSTER
                    + ", currentDatabase(), numbers_local, cityHash64(n))");
        }
    }

    /** Returns when all shards have their rows, not when one server has put them aside. */
    private static CompletableFuture<?> insertOverAll(ClickHouse db, int from) {
        return db.insert("numbers_all")
                .setting("distributed_foreground_insert", 1)
                .columns(column(from));
    }

    private static Map<String, ?> column(int from) {
        return Map.of("n", LongStream.range(from, from + ROWS).toArray());
    }

    private static @Nullable Long sum(ClickHouse db) {
        return db.query(SUM).value(Long.class).join();
    }

    private static long sumBelow(long end) {
        return end * (end - 1) / 2;
    }
}
