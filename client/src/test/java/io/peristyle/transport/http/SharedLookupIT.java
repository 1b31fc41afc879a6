package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inserts over HTTP that are under way at the same time, which share what they ask of their table. */
@OnServer
final class SharedLookupIT {
    private static final int INSERTS = 900;
    private static final int FEW = 4;

    /** Longer than a connection counts as proven. */
    private static final Duration IDLE = Duration.ofMillis(1_200);

    private final ClickHouseServer server;
    private ClickHouse db;

    SharedLookupIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() {
        server.http("CREATE TABLE shared_lookup (n UInt64) ENGINE = Memory");
        db = ClickHouse.connect("http://" + server.host() + ":" + server.httpPort() + "?max_open_conns=20");
    }

    @AfterEach
    void close() {
        db.close();
        server.http("DROP TABLE shared_lookup");
    }

    @Test
    void eachStoresItsOwnRow() {
        insertMany();

        assertThat(server.http("SELECT count(), uniqExact(n), sum(n) FROM shared_lookup")
                        .strip())
                .isEqualTo(INSERTS + "\t" + INSERTS + "\t" + (long) INSERTS * (INSERTS - 1) / 2);
    }

    @Test
    void theyAskLessOftenThanTheyInsert() {
        insertMany(); // The client is compiled: while it is slow, a question is answered before the next insert comes.
        long before = otherStatements();
        insertMany();

        assertThat(otherStatements() - before).isLessThan(INSERTS * 9 / 10);
    }

    @Test
    void eachAsksOverAConnectionThatWasIdleForItMayLeadNowhere() {
        insertMany();
        await().pollDelay(IDLE).until(() -> db.stats().idle() >= FEW);
        long before = otherStatements();
        List<CompletableFuture<Summary>> inserts = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            inserts.add(insert(i));
        }
        inserts.forEach(CompletableFuture::join);

        assertThat(otherStatements() - before)
                .as("a question each, and this one")
                .isEqualTo(FEW + 1);
    }

    @Test
    void aTableThatIsNotThereFailsAllOfThem() {
        List<CompletableFuture<Summary>> inserts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            inserts.add(db.insert("no_such_table").columns(Map.of("n", new long[] {i})));
        }

        assertThat(inserts)
                .allSatisfy(insert -> assertThatThrownBy(insert::join).hasMessageContaining("no_such_table"));
    }

    @Test
    void cancellingSomeLeavesTheOthers() {
        List<CompletableFuture<Summary>> inserts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            inserts.add(insert(i));
        }
        for (int i = 0; i < inserts.size(); i += 2) {
            inserts.get(i).cancel(true);
        }

        for (int i = 1; i < inserts.size(); i += 2) {
            CompletableFuture<Summary> kept = inserts.get(i);
            assertThat(catchThrowable(kept::join)).isNull();
        }
        assertThat(server.http("SELECT countIf(n % 2 = 1) FROM shared_lookup").strip())
                .isEqualTo("200");
    }

    @Test
    void aTableThatChangedBeforeAnInsertBeganIsKnownToIt() {
        insertMany();
        server.http("DROP TABLE shared_lookup");
        server.http("CREATE TABLE shared_lookup (n UInt8) ENGINE = Memory");

        assertThatThrownBy(() -> insert(300).join()).hasMessageContaining("UInt8");
        assertThat(server.http("SELECT count() FROM shared_lookup").strip()).isEqualTo("0");
    }

    private void insertMany() {
        List<CompletableFuture<Summary>> inserts = new ArrayList<>();
        for (int i = 0; i < INSERTS; i++) {
            inserts.add(insert(i));
        }
        inserts.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Summary> insert(long value) {
        return db.insert("shared_lookup").columns("n").rows(List.of(List.of(value)));
    }

    /** Statements so far that are no inserts; this question is one of them. */
    private long otherStatements() {
        return Long.parseLong(server.http(
                        "SELECT sumIf(value, event = 'Query') - sumIf(value, event = 'InsertQuery') FROM system.events")
                .strip());
    }
}
