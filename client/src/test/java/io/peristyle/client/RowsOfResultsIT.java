package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnEveryServer;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows of a result as rows of an insert: what no Java value tells has to arrive, too. */
@OnEveryServer
class RowsOfResultsIT {
    private static final int TABLES = 15;

    private final ClickHouseServer server;
    private final ServerVersion version;
    private final ClickHouse db;

    RowsOfResultsIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
        db = ClickHouse.connect(server.url());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void keepBytesThatAreNoText() {
        copy(
                "n UInt8, s String, f FixedString(3), a Array(String), x Nullable(String), t Tuple(p String, q Array(FixedString(2)))",
                "SELECT 1, unhex('FF00C328'), toFixedString(unhex('C3FF'), 3), [unhex('FE'), 'é'],"
                        + " toNullable(unhex('80')), (unhex('C0AF'), [toFixedString(unhex('FF'), 2)])",
                "n, s, f, a, x, t");
        if (version == ServerVersion.MODERN) {
            copy(
                    "n UInt8, l LowCardinality(String), m Map(String, String), v Variant(String, UInt8), d Dynamic",
                    "SELECT 1, unhex('FF'), map(unhex('FE'), unhex('FD')), unhex('FC'), unhex('FB')",
                    "n, l, m, v, d");
        }
    }

    @Test
    void keepBytesOfTextInAnotherTypeOfText() {
        execute("rows_given", "n UInt8, s String, a Array(FixedString(2)), t Nullable(String)");
        execute("rows_copied", "n UInt8, s FixedString(2), a Array(String), t String");
        server.http("INSERT INTO rows_given SELECT 1, unhex('FFFE'), [toFixedString(unhex('FFFD'), 2)], unhex('FC')");
        db.insert("rows_copied").records(rows("n, s, a, t")).join();
        assertThat(server.http("SELECT hex(s), arrayMap(x -> hex(x), a), hex(t) FROM rows_copied"))
                .isEqualTo("FFFE\t['FFFD']\tFC\n");
    }

    @Test
    void keepKeysTwiceTypesOfValuesAndBitsOfNumbers() {
        if (version == ServerVersion.LEGACY) {
            return;
        }
        copy(
                "n UInt8, m Map(String, UInt8), v Variant(Array(Int8), Tuple(Int8, Int8)), d Dynamic, j JSON(k UInt8), x Float64, i IntervalSecond",
                "SELECT number, mapFromArrays(['a', 'a', 'b'], [1, 2, 3]), CAST((1, 2), 'Tuple(Int8, Int8)')::Variant(Array(Int8), Tuple(Int8, Int8)),"
                        + " if(number = 0, toUInt8(5)::Dynamic, toDecimal32('1.50', 4)::Dynamic),"
                        + " '{\"k\":1,\"u\":5,\"d\":\"2024-01-01\"}'::JSON(k UInt8),"
                        + " reinterpretAsFloat64(reinterpretAsString(9221120237041090561 + number)),"
                        + " toIntervalSecond(9223372036854775807) FROM numbers(2)",
                "n, m, v, d, j, x, i");
        assertThat(server.http(
                        "SELECT reinterpretAsUInt64(x), variantType(v), dynamicType(d) FROM rows_copied ORDER BY n"))
                .isEqualTo(
                        "9221120237041090561\tTuple(Int8, Int8)\tUInt8\n9221120237041090562\tTuple(Int8, Int8)\tDecimal(9, 4)\n");
    }

    @Test
    void keepWhateverIsInThem() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        CodecRegistry codecs = new CodecRegistry(
                ZoneId.of(server.http("SELECT timezone()").strip()),
                version == ServerVersion.LEGACY,
                version.revision());
        for (int i = 0; i < TABLES; i++) {
            RandomTable table = RandomTable.of(random.nextLong(), version, codecs);
            execute("rows_given", table.structure());
            execute("rows_copied", table.structure());
            for (Block block : table.blocks(Integer.MAX_VALUE)) {
                db.insert("rows_given").block(block).join();
            }
            db.insert("rows_copied").records(rows(table.selected())).join();
            assertSame(table.selected(), table.toString());
        }
    }

    private void copy(String structure, String select, String columns) {
        execute("rows_given", structure);
        execute("rows_copied", structure);
        server.http("INSERT INTO rows_given " + select);
        List<Row> rows = rows(columns);
        db.insert("rows_copied").records(rows).join();
        assertSame(columns, structure);
        execute("rows_copied", structure);
        CompletableFuture<?> inserted;
        try (SubmissionPublisher<Row> publisher = new SubmissionPublisher<>(Runnable::run, 16)) {
            inserted = db.insert("rows_copied").from(publisher, Row.class);
            rows.forEach(publisher::submit);
        }
        inserted.join();
        assertSame(columns, structure);
    }

    private List<Row> rows(String columns) {
        return db.query("SELECT " + columns + " FROM rows_given ORDER BY n")
                .rows()
                .join();
    }

    private void assertSame(String columns, String what) {
        for (String column : columns.split(", ", -1)) {
            // Which paths of a JSON have columns of their own, and so its bytes, depends on when they came.
            String format = isJson(column) ? "TabSeparated" : "RowBinary";
            assertThat(printed("rows_copied", column, format).equals(printed("rows_given", column, format)))
                    .as("%s of %s", column, what)
                    .isTrue();
        }
    }

    private boolean isJson(String column) {
        return server.http("SELECT type FROM system.columns WHERE table = 'rows_given' AND database = currentDatabase()"
                        + " AND name = '" + column + "'")
                .contains("JSON");
    }

    private String printed(String table, String column, String format) {
        return HttpText.of(server, "SELECT " + column + " FROM " + table + " ORDER BY n FORMAT " + format);
    }

    private void execute(String table, String structure) {
        TypesIT.execute(db, version, "DROP TABLE IF EXISTS " + table);
        TypesIT.execute(db, version, "CREATE TABLE " + table + " (" + structure + ") ENGINE = Memory");
    }
}
