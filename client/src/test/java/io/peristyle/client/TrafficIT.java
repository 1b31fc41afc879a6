package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How often small statements give bytes to the operating system, and how many: each time costs both sides more than the bytes
 * do. One statement at a time, so that no two of them can leave together.
 */
@OnEveryServer
final class TrafficIT {
    private static final int STATEMENTS = 200;

    private FaultProxy proxy;
    private ClickHouse db;

    record Trip(long id, String city) {}

    @BeforeEach
    void connect(ClickHouseServer server) {
        proxy = FaultProxy.to(server);
        db = ClickHouse.connect(ClickHouse.builder()
                .endpoint(proxy.host(), proxy.port())
                .maxOpenConns(1)
                .build());
        db.query("CREATE TABLE IF NOT EXISTS nowhere (id Int64, city String) ENGINE = Null")
                .execute()
                .join();
    }

    @AfterEach
    void close() {
        db.query("DROP TABLE nowhere").execute().join();
        db.close();
        proxy.close();
    }

    @Test
    void aQueryLeavesAtOnce() {
        query(1);
        long portions = proxy.portions(Direction.TO_SERVER);
        long bytes = proxy.bytes(Direction.TO_SERVER);
        for (int i = 0; i < STATEMENTS; i++) {
            query(i);
        }

        assertThat(proxy.portions(Direction.TO_SERVER) - portions).isEqualTo(STATEMENTS);
        assertThat((proxy.bytes(Direction.TO_SERVER) - bytes) / STATEMENTS).isLessThan(250);
        assertThat(proxy.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void theRowsOfASmallInsertLeaveWithTheirEnd() {
        insert(1);
        long portions = proxy.portions(Direction.TO_SERVER);
        long bytes = proxy.bytes(Direction.TO_SERVER);
        for (int i = 0; i < STATEMENTS; i++) {
            insert(i);
        }

        // The statement, and when the server's word has come that it takes rows, these.
        assertThat(proxy.portions(Direction.TO_SERVER) - portions).isEqualTo(2 * STATEMENTS);
        assertThat((proxy.bytes(Direction.TO_SERVER) - bytes) / STATEMENTS).isLessThan(400);
        assertThat(proxy.acceptedConnections()).isEqualTo(1);
    }

    /** Rows and their end come in packets of their own; each turn wakes a thread up. */
    @Test
    void aShortAnswerTakesOneTurnOfTheCallbackExecutor(ClickHouseServer server) {
        AtomicInteger turns = new AtomicInteger();
        try (ClickHouse counting = ClickHouse.connect(ClickHouse.builder()
                .endpoint(server.host(), server.tcpPort())
                .callbackExecutor(turn -> {
                    turns.incrementAndGet();
                    ForkJoinPool.commonPool().execute(turn);
                })
                .build())) {
            query(counting, 1);
            turns.set(0);
            for (int i = 0; i < STATEMENTS; i++) {
                query(counting, i);
            }

            assertThat(turns).hasValue(STATEMENTS);
        }
    }

    private void query(long id) {
        query(db, id);
    }

    private static void query(ClickHouse db, long id) {
        assertThat(db.query("SELECT {id:UInt64} AS id, 'Oslo' AS city")
                        .param("id", id)
                        .list(Trip.class)
                        .join())
                .containsExactly(new Trip(id, "Oslo"));
    }

    private void insert(long id) {
        db.insert("nowhere").records(List.of(new Trip(id, "Oslo"))).join();
    }
}
