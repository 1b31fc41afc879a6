package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.DataException;
import io.peristyle.error.ServerException;
import io.peristyle.query.Cursor;
import io.peristyle.query.Progress;
import io.peristyle.query.Row;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Requires;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
final class QueryIT {
    private ClickHouse db;

    record Numbered(long number, String cityName) {}

    @BeforeEach
    void connect(ClickHouseServer server, Transport transport) {
        db = ClickHouse.connect(transport.url(server));
    }

    @AfterEach
    void leavesNothingBehind() {
        await().untilAsserted(() -> assertThat(db.stats().inUse()).isZero());
        db.close();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("peristyle-callback")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void mapsRowsToRecords() {
        List<Numbered> list = db.query("SELECT number, concat('city ', toString(number)) AS city_name FROM numbers(3)")
                .list(Numbered.class)
                .join();

        assertThat(list)
                .containsExactly(new Numbered(0, "city 0"), new Numbered(1, "city 1"), new Numbered(2, "city 2"));
    }

    /** The first rows wait for what follows them, which does not come before they are taken if there is room for one block. */
    @Test
    void takesAResultBlockByBlock(ClickHouseServer server, Transport transport) {
        try (ClickHouse narrow = ClickHouse.connect(transport.url(server) + "?block_buffer_size=1")) {
            List<Long> numbers = narrow.query("SELECT number FROM numbers(30)")
                    .setting("max_block_size", 10)
                    .list(Long.class)
                    .join();

            assertThat(numbers).hasSize(30).startsWith(0L).endsWith(29L);
        }
    }

    /** The consumer sees what it saw without its blocks being used again, whatever sizes they have. */
    @Test
    void lendsBlocks() {
        Query query = db.query(
                        "SELECT number, toString(number * number) AS text, if(number % 7 = 0, NULL, number / 3) AS some,"
                                + " [number, number + 1] AS both, toFixedString(toString(number % 10), 1) AS digit, toUInt8(number) AS low"
                                + " FROM (SELECT number FROM system.numbers LIMIT 50000) WHERE number % 1000 < 900 OR number > 20000")
                .setting("max_block_size", 1500);
        List<String> given = new ArrayList<>();
        query.forEachBlock(block -> given.add(text(block))).join();
        List<String> lent = new ArrayList<>();
        query.forEachLentBlock(block -> lent.add(text(block))).join();

        assertThat(given).hasSizeGreaterThan(10);
        assertThat(String.join("", lent)).isEqualTo(String.join("", given));
    }

    private static String text(Block block) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < block.rows(); row++) {
            for (Column column : block.columns()) {
                text.append(column.isNull(row) ? "NULL" : column.stringValue(row))
                        .append(' ');
            }
        }
        return text.toString();
    }

    @Test
    @Requires(ServerFeature.ROWS_REQUESTED)
    void refusesAnInsertThatWouldWaitForRowsAtOnce() {
        db.query("CREATE TABLE IF NOT EXISTS no_rows (a UInt8) ENGINE = Memory")
                .execute()
                .join();

        assertThatThrownBy(() ->
                        db.query("INSERT INTO no_rows (a) VALUES").execute().join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("insert(table)");
        assertThat(db.query("SELECT count() FROM no_rows").value(Long.class).join())
                .isZero();
        assertThat(db.stats().size()).isEqualTo(1);
    }

    @Test
    void givesScalarsMapsAndRows() {
        assertThat(db.query("SELECT number FROM numbers(3)").list(Long.class).join())
                .containsExactly(0L, 1L, 2L);
        assertThat(db.query("SELECT number AS n, 'x' AS t FROM numbers(1)")
                        .list(Map.class)
                        .join())
                .containsExactly(Map.of("n", BigInteger.ZERO, "t", "x"));
        Row row = db.query("SELECT toInt32(-5) AS n, 'x' AS t, NULL AS z")
                .rows()
                .join()
                .get(0);
        assertThat(row.longValue("n")).isEqualTo(-5);
        assertThat(row.stringValue(1)).isEqualTo("x");
        assertThat(row.isNull("z")).isTrue();
        assertThat(row.value("n", Integer.class)).isEqualTo(-5);
    }

    @Test
    void givesTheOnlyValueOrSaysWhatIsWrong() {
        assertThat(db.query("SELECT count() FROM numbers(10)").value(Long.class).join())
                .isEqualTo(10);
        assertThat(db.query("SELECT NULL").value(String.class).join()).isNull();
        assertThatThrownBy(() -> db.query("SELECT number FROM numbers(2)")
                        .value(Long.class)
                        .join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("more than the one row");
        assertThatThrownBy(() -> db.query("SELECT number FROM numbers(1) WHERE number > 5")
                        .value(Long.class)
                        .join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("no row");
    }

    @Test
    void givesTheFirstRowAndCancelsTheRest() {
        assertThat(db.query("SELECT number FROM numbers(1000000000)")
                        .first(Long.class)
                        .join())
                .contains(0L);
        assertThat(db.query("SELECT number FROM numbers(1) WHERE number > 5")
                        .first(Long.class)
                        .join())
                .isEmpty();
    }

    @Test
    void readsAMillionRowsByBlocks() {
        AtomicLong sum = new AtomicLong();
        Summary summary = db.query("SELECT number FROM numbers(1000000)")
                .forEachBlock(block -> {
                    for (long value : block.longs(0)) {
                        sum.addAndGet(value);
                    }
                })
                .join();

        assertThat(sum).hasValue(499_999_500_000L);
        assertThat(summary.rows()).isEqualTo(1_000_000);
        assertThat(summary.attempts()).isEqualTo(1);
    }

    @Test
    @Requires(ServerFeature.PROGRESS)
    void tellsHeaderAndProgress() {
        List<Block> header = new CopyOnWriteArrayList<>();
        List<Progress> progress = new CopyOnWriteArrayList<>();
        db.query("SELECT number % 2 AS k, count() AS c FROM numbers(10) GROUP BY k")
                .onHeader(header::add)
                .onProgress(progress::add)
                .execute()
                .join();

        assertThat(header.get(0).names()).containsExactly("k", "c");
        assertThat(header.get(0).rows()).isZero();
        assertThat(progress.get(progress.size() - 1).readRows()).isEqualTo(10);
    }

    @Test
    @Requires(ServerFeature.TOTALS)
    void tellsTotals() {
        List<Block> totals = new CopyOnWriteArrayList<>();
        db.query("SELECT number % 2 AS k, count() AS c FROM numbers(10) GROUP BY k WITH TOTALS")
                .onTotals(totals::add)
                .execute()
                .join();

        assertThat(totals.get(0).column("c").longValue(0)).isEqualTo(10);
    }

    @Test
    void aTimeoutOfZeroFreesAStatementFromTheClients(ClickHouseServer server, Transport transport) {
        try (ClickHouse hurried = ClickHouse.connect(transport.url(server) + "?query_timeout=500ms")) {
            assertThat(hurried.query("SELECT sleep(1)").execute()).failsWithin(Duration.ofSeconds(20));
            assertThat(hurried.query("SELECT sleep(1)").timeout(Duration.ZERO).execute())
                    .succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void bindsParameters() {
        assertThat(db.query("SELECT concat({a:String}, toString({b:Int32}))")
                        .param("a", "it's \\ \t\n {x} -- /* ")
                        .param("b", 42)
                        .value(String.class)
                        .join())
                .isEqualTo("it's \\ \t\n {x} -- /* 42");
        assertThat(db.query("SELECT number FROM numbers(100) WHERE number > {least} LIMIT {n:UInt32}")
                        .param("least", 10)
                        .param("n", 2)
                        .list(Long.class)
                        .join())
                .containsExactly(11L, 12L);
    }

    @Test
    void failsWithTheServersError() {
        assertThatThrownBy(() ->
                        db.query("SELECT * FROM nowhere_to_be_found").rows().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ServerException.class)
                .cause()
                .extracting(failure -> ((ServerException) failure).code())
                .isEqualTo(60);
    }

    @Test
    void failsWithTheConsumersOwnException() {
        IllegalStateException own = new IllegalStateException("enough");
        assertThatThrownBy(() -> db.query("SELECT number FROM numbers(100000000)")
                        .forEachBlock(block -> {
                            throw own;
                        })
                        .join())
                .hasCause(own);
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
    }

    @Test
    void namesColumnTypeAndComponentOfAMisfit() {
        assertThatThrownBy(() -> db.query("SELECT 1 AS number, 2 AS city_name, 3 AS more")
                        .list(Numbered.class)
                        .join())
                .hasMessageContaining("more")
                .hasMessageContaining("UInt8");
        assertThatThrownBy(() -> db.query("SELECT 'x' AS number, 'y' AS city_name")
                        .list(Numbered.class)
                        .join())
                .hasMessageContaining("column number of type String")
                .hasMessageContaining("long")
                .hasMessageContaining("component number of Numbered");
        assertThatThrownBy(() ->
                        db.query("SELECT 1 AS number").list(Numbered.class).join())
                .hasMessageContaining("cityName");
        assertThatThrownBy(() -> db.query("SELECT CAST(NULL AS Nullable(Int64)) AS number, 'a' AS cityName")
                        .list(Numbered.class)
                        .join())
                .hasMessageContaining("row 0")
                .hasMessageContaining("NULL");
    }

    @Test
    void runsCallbacksOffTheEventLoop() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CompletableFuture<List<Row>> future = db.query("SELECT sleep(0.05)")
                .onHeader(block -> threads.add(Thread.currentThread().getName()))
                .rows();
        future.thenRun(() -> threads.add(Thread.currentThread().getName())).join();

        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("peristyle-callback-"));
    }

    @Test
    void cancelsTheQueryWithItsFuture() {
        CompletableFuture<Summary> future =
                db.query("SELECT count() FROM system.numbers").execute();
        await().until(() -> db.stats().inUse() == 1);
        future.cancel(false);

        await().until(() -> db.stats().inUse() == 0);
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
    }

    @Test
    void pullsRowsByCursor() {
        try (Cursor cursor = db.query("SELECT number FROM numbers(100000)").cursor()) {
            long next = 0;
            for (List<Row> rows = cursor.next(30_000).join();
                    !rows.isEmpty();
                    rows = cursor.next(30_000).join()) {
                for (Row row : rows) {
                    assertThat(row.longValue(0)).isEqualTo(next++);
                }
            }
            assertThat(next).isEqualTo(100_000);
        }
        try (Cursor cursor = db.query("SELECT number FROM system.numbers").cursor()) {
            assertThat(cursor.next(5).join()).hasSize(5);
        }
    }

    @Test
    void endsAtItsTimeout() {
        assertThatThrownBy(() -> db.query("SELECT count() FROM system.numbers")
                        .timeout(Duration.ofMillis(200))
                        .execute()
                        .join())
                .hasCauseInstanceOf(io.peristyle.error.OperationTimeoutException.class);
    }

    @Test
    void keepsStateInASession() {
        try (Session session = db.session().join()) {
            List<CompletableFuture<Summary>> all = new ArrayList<>();
            all.add(session.query("CREATE TEMPORARY TABLE kept (n Int64, t String)")
                    .execute());
            all.add(session.insert("kept").columns(Map.of("n", new long[] {1, 2}, "t", List.of("a", "b"))));
            all.forEach(CompletableFuture::join);
            assertThat(session.query("SELECT sum(n) FROM kept")
                            .value(Long.class)
                            .join())
                    .isEqualTo(3);
        }
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
    }

    @Test
    void pingsAndDescribes() {
        assertThat(db.ping().join()).isPositive();
        assertThat(db.server().join().name()).isEqualTo("ClickHouse");
        assertThat(db.columns("system.one").join()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("dummy");
            assertThat(column.type()).hasToString("UInt8");
        });
    }
}
