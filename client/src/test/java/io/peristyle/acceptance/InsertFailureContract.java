package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.DataException;
import io.peristyle.error.Outcome;
import io.peristyle.query.Summary;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inserts whose connection is cut: what is said of their end, and what is in the table then. */
abstract class InsertFailureContract {
    private static final int BLOCK = 10_000;
    private static final int BLOCKS = 6;
    private static final int ROWS = BLOCK * BLOCKS;
    private static final String TABLE = "accept_inserts";

    private final Transport transport;
    private ClickHouseServer server;
    private FaultProxy proxy;
    private ClickHouse db;
    private boolean joined;

    /** What did not leave is not sent again: then its failure is told. */
    private boolean once;

    InsertFailureContract(Transport transport) {
        this.transport = transport;
    }

    @BeforeEach
    void createTable(ClickHouseServer server) {
        this.server = server;
        server.http("DROP TABLE IF EXISTS " + TABLE);
        server.http("CREATE TABLE " + TABLE + " (id Int64) ENGINE = Memory");
        connect();
    }

    private void connect() {
        proxy = transport.proxyTo(server);
        db = ClickHouse.connect(transport.url(proxy) + "?compress=none&max_open_conns=1&insert_block_size=" + BLOCK
                + (joined ? "" : "&insert_join_bytes=0")
                + (once ? "&retries=0" : ""));
    }

    private void connectAnew() {
        db.close();
        proxy.close();
        connect();
    }

    @AfterEach
    void leavesNothingBehind() {
        proxy.heal();
        ClientResources.awaitRest(db);
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        db.close();
        proxy.close();
        server.http("DROP TABLE " + TABLE);
    }

    @Test
    void isRepeatedIfTheConnectionIsCutInTheStatement() {
        insertWhole();
        cutAfter(Direction.TO_SERVER, 20, Cut.FIN);

        assertThat(insert(ROWS).join().attempts()).isEqualTo(2);
        assertRows(ROWS, ROWS);
    }

    @Test
    void isRepeatedIfTheConnectionIsCutBeforeTheFirstBlock() {
        insertWhole();
        // The server's header does not arrive, and without it no block leaves.
        cutAfter(Direction.TO_CLIENT, 5, Cut.FIN);

        assertThat(insert(ROWS).join().attempts()).isEqualTo(2);
        assertRows(ROWS, ROWS);
    }

    @Test
    void saysWhatMayBeThereIfTheConnectionIsCutInTheMiddleOfTheBlocks() {
        once = true;
        for (int tenths = 1; tenths < 10; tenths += 2) {
            connectAnew();
            cutAndCheck(tenths, tenths % 4 == 1 ? Cut.FIN : Cut.RST);
        }
    }

    /** No server takes a part of a block. */
    @Test
    void nothingIsThereIfTheConnectionIsCutInTheMiddleOfAJoinedBlock() {
        joined = true;
        once = true;
        for (int tenths = 1; tenths < 10; tenths += 2) {
            connectAnew();
            cutAfter(Direction.TO_SERVER, insertWhole() * tenths / 10, tenths % 4 == 1 ? Cut.FIN : Cut.RST);
            ClickHouseException failure = failureOf(insert(ROWS));

            assertThat(failure).isInstanceOf(ConnectionException.class);
            if (transport == Transport.HTTP) {
                // A part of a block may be there once it is begun, as far as this client knows.
                assertThat(failure.outcome()).isNotEqualTo(Outcome.NOT_EXECUTED);
            }
            assertRows(0, 0);
            emptyTable();
        }
    }

    private void cutAndCheck(int tenths, Cut how) {
        cutAfter(Direction.TO_SERVER, insertWhole() * tenths / 10, how);
        ClickHouseException failure = failureOf(insert(ROWS));

        assertThat(failure).isInstanceOf(ConnectionException.class);
        awaitEndOfInserts();
        // The operating system may have taken over all of it, or the first block not to its end.
        switch (failure.outcome()) {
            case NOT_EXECUTED -> assertThat(rows()).isZero();
            case UNKNOWN -> assertThat(rows()).isIn(0L, (long) ROWS);
            case POSSIBLY_PARTIAL -> assertThat(rows()).isBetween(0L, (long) ROWS);
        }
        assertThat(failure.isRetrySafe()).isEqualTo(failure.outcome() == Outcome.NOT_EXECUTED);
        emptyTable();
    }

    @Test
    void aPartMayBeThereIfTheConnectionIsCutInAnInsertOfMoreThanOneWrite() {
        insertWhole();
        int rows = 3_000_000;
        int passed = 2_000_000;
        cutAfter(Direction.TO_SERVER, (long) passed * Long.BYTES, Cut.RST);

        assertThat(failureOf(insert(rows)).outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
        assertRows(0, passed);
    }

    @Test
    void isUnknownIfTheConnectionIsCutBehindTheLastBlock() {
        cutAfter(Direction.TO_SERVER, insertWhole(), Cut.FIN);
        // The server's word must not come before the cut.
        proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(200));

        ClickHouseException failure = failureOf(insert(ROWS));
        assertThat(failure).isInstanceOf(ConnectionException.class);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.isRetrySafe()).isFalse();
        assertThat(failure.requestSent()).isTrue();
        assertThat(failure.queryId()).isNotBlank();
        assertRows(ROWS, ROWS);
    }

    @Test
    void aPartMayBeThereIfAPublishedValueDoesNotFitBehindABlock() {
        CompletableFuture<Summary> inserted;
        try (SubmissionPublisher<List<Object>> publisher = new SubmissionPublisher<>()) {
            inserted = db.insert(TABLE).columns("id").from(publisher);
            for (long i = 0; i < 2 * BLOCK; i++) {
                publisher.submit(List.of(i));
            }
            publisher.submit(List.of("seventeen"));
        }
        ClickHouseException failure = failureOf(inserted);
        assertThat(failure).isInstanceOf(DataException.class).hasMessageContaining("row " + 2 * BLOCK);
        assertThat(failure.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
        assertRows(0, 2 * BLOCK);
    }

    @Test
    void aListWithABadValueSendsNothing() {
        insertWhole();
        long sent = proxy.bytes(Direction.TO_SERVER);
        List<List<Object>> rows = new ArrayList<>(Collections.nCopies(3 * BLOCK, List.of(1L)));
        rows.set(25_000, Arrays.asList("seventeen-and-secret"));

        assertThatThrownBy(() -> db.insert(TABLE).columns("id").rows(rows).join())
                .cause()
                .isInstanceOfSatisfying(
                        DataException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED))
                .hasMessageContainingAll("row 25000", "column id", "Int64", "String")
                .hasMessageNotContaining("seventeen-and-secret");
        // At most the table's columns were asked for again, in case that what is known of them is out of date.
        assertThat(proxy.bytes(Direction.TO_SERVER)).isLessThan(sent + 1_000);
        assertRows(0, 0);
    }

    /** Inserts once to learn the table's columns and how many bytes an insert takes, and empties the table again. */
    private long insertWhole() {
        insert(1).join();
        long before = proxy.bytes(Direction.TO_SERVER);
        assertThat(insert(ROWS).join().blocks()).isEqualTo(joined ? 1 : BLOCKS);
        long bytes = proxy.bytes(Direction.TO_SERVER) - before;
        assertThat(proxy.acceptedConnections()).isEqualTo(1);
        emptyTable();
        return bytes;
    }

    /** Cuts the only connection once this many more bytes have passed. */
    private void cutAfter(Direction direction, long bytes, Cut how) {
        proxy.cutAfter(direction, proxy.bytes(direction) + bytes, how);
    }

    private CompletableFuture<Summary> insert(int rows) {
        return db.insert(TABLE).columns(Map.of("id", LongStream.range(0, rows).toArray()));
    }

    private static ClickHouseException failureOf(CompletableFuture<Summary> inserted) {
        return inserted.handle((summary, failure) -> {
                    assertThat(failure).isInstanceOf(ClickHouseException.class);
                    return (ClickHouseException) failure;
                })
                .join();
    }

    private void assertRows(long least, long most) {
        awaitEndOfInserts();
        assertThat(rows()).isBetween(least, most);
    }

    private void awaitEndOfInserts() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.http("SELECT count() FROM system.processes WHERE query LIKE 'INSERT INTO%'")
                        .strip()
                        .equals("0"));
    }

    private long rows() {
        return Long.parseLong(server.http("SELECT count() FROM " + TABLE).strip());
    }

    private void emptyTable() {
        server.http("DROP TABLE " + TABLE);
        server.http("CREATE TABLE " + TABLE + " (id Int64) ENGINE = Memory");
    }
}
