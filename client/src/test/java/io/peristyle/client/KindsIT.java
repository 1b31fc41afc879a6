package io.peristyle.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnServer;
import io.peristyle.wire.WireOutput;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Columns that the server lays out with default values left out, or repeated rows sent once, or both. Each test looks at
 * the bytes that came, to be sure of the layout; what the client read goes into a second table, whose text has to be that
 * of the first.
 */
@OnServer
class KindsIT {
    private static final String SPARSE = "\1\1";
    private static final String REPLICATED = "\1\4";
    private static final String BOTH = "\1\5\3\0\1\3";
    private static final String NEITHER = "\0";

    /** Columns that are default in most rows: type, and a value. */
    private static final Map<String, List<String>> COLUMNS = Map.ofEntries(
            Map.entry("i8", List.of("Int8", "toInt8(number)")),
            Map.entry("i16", List.of("Int16", "toInt16(-number)")),
            Map.entry("i32", List.of("Int32", "toInt32(-number)")),
            Map.entry("i64", List.of("Int64", "toInt64(-number)")),
            Map.entry("u8", List.of("UInt8", "toUInt8(number)")),
            Map.entry("u16", List.of("UInt16", "toUInt16(number)")),
            Map.entry("u32", List.of("UInt32", "toUInt32(number)")),
            Map.entry("u64", List.of("UInt64", "cityHash64(number)")),
            Map.entry("f32", List.of("Float32", "toFloat32(number / 7)")),
            Map.entry("f64", List.of("Float64", "if(number % 3 = 0, nan, number / 7)")),
            Map.entry("d9", List.of("Decimal(9, 2)", "toDecimal32(number / 4, 2)")),
            Map.entry("d18", List.of("Decimal(18, 4)", "toDecimal64(number / 4, 4)")),
            Map.entry("d38", List.of("Decimal(38, 10)", "toDecimal128(-number / 4, 10)")),
            Map.entry("d76", List.of("Decimal(76, 20)", "toDecimal256(number / 4, 20)")),
            Map.entry("date", List.of("Date", "toDate(toUInt16(number + 1))")),
            Map.entry("date32", List.of("Date32", "toDate32('1950-01-01') + number")),
            Map.entry("time", List.of("DateTime('Asia/Tokyo')", "toDateTime(toUInt32(number * 1000), 'Asia/Tokyo')")),
            Map.entry("time64", List.of("DateTime64(3, 'UTC')", "fromUnixTimestamp64Milli(toInt64(-number), 'UTC')")),
            Map.entry("uuid", List.of("UUID", "reinterpretAsUUID(sipHash128(number))")),
            Map.entry("ip4", List.of("IPv4", "toIPv4(toUInt32(number))")),
            Map.entry("ip6", List.of("IPv6", "toIPv6(IPv6NumToString(sipHash128(number)))")),
            Map.entry("text", List.of("String", "repeat('x', number % 300)")),
            Map.entry("fixed", List.of("FixedString(16)", "toFixedString(toString(number), 16)")),
            Map.entry("enum8", List.of("Enum8('none' = 0, 'one' = 1)", "CAST('one' AS Enum8('none' = 0, 'one' = 1))")),
            Map.entry("bool", List.of("Bool", "true")));

    private static final Map<String, List<String>> NULLABLE_COLUMNS = Map.of(
            "maybe", List.of("Nullable(Int32)", "toNullable(toInt32(number))"),
            "maybe_text", List.of("Nullable(String)", "toNullable(toString(number))"),
            "maybe_uuid", List.of("Nullable(UUID)", "toNullable(reinterpretAsUUID(sipHash128(number)))"),
            "maybe_wide", List.of("Nullable(Decimal(38, 3))", "toNullable(toDecimal128(number / 4, 3))"));

    private final ClickHouseServer server;
    private FaultProxy proxy;
    private ClickHouse db;

    KindsIT(ClickHouseServer server) {
        this.server = server;
        proxy = FaultProxy.to(server);
        db = ClickHouse.connect(proxy.url() + "?compress=none");
    }

    @BeforeEach
    void record() {
        proxy.record(Direction.TO_CLIENT);
    }

    @AfterEach
    void close() {
        db.close();
        proxy.close();
    }

    @Test
    void readsSparseColumnsOfEveryType() {
        createMostlyDefault();
        checked("SELECT * FROM kinds");
        COLUMNS.forEach((name, column) -> assertCame(name, column.get(0), SPARSE));
    }

    @Test
    void readsSparseColumnsOfNullableTypes() {
        create(NULLABLE_COLUMNS, ", nullable_serialization_version = 'allow_sparse'");
        checked("SELECT * FROM kinds");
        NULLABLE_COLUMNS.forEach((name, column) -> assertCame(name, column.get(0), SPARSE));
    }

    @Test
    void readsTuplesOfWhichSomeElementsAreSparse() {
        String type = "Tuple(x Int32, y String, z Tuple(UUID, Int8))";
        createTable("pair " + type, "");
        server.http("INSERT INTO kinds SELECT toInt32(number) AS n, if(n % 40 = 7, (n, 'y', (reinterpretAsUUID(n), 1)),"
                + " (0, 'y', (reinterpretAsUUID(0), 1))) FROM numbers(4000)");
        checked("SELECT * FROM kinds");
        assertCame("pair", type, "\1\0\1\0\0\1\0");
    }

    @Test
    void readsReplicatedColumnsOfEveryType() {
        String values = "SELECT toInt32(number) AS n, [1, 2, 3] AS js, toString(number) AS text,"
                + " reinterpretAsUUID(sipHash128(number)) AS uuid, toFixedString(toString(number), 16) AS fixed,"
                + " toDecimal128(number / 4, 3) AS d38, toNullable(toString(number)) AS maybe,"
                + " if(number % 2 = 0, NULL, toInt64(number)) AS maybe_number, [toString(number), 'x'] AS list,"
                + " map('k', number) AS dict, (number, toString(number)) AS pair,"
                + " toDateTime64(number, 3, 'UTC') AS time64, toIPv6('::1') AS ip6,"
                + " [toLowCardinality(toString(number % 3))] AS low FROM numbers(500)";
        checked("SELECT * EXCEPT js, arrayJoin(js) AS j FROM (" + values + ")");
        Map<String, String> types = Map.ofEntries(
                Map.entry("text", "String"),
                Map.entry("uuid", "UUID"),
                Map.entry("fixed", "FixedString(16)"),
                Map.entry("d38", "Decimal(38, 3)"),
                Map.entry("maybe", "Nullable(String)"),
                Map.entry("list", "Array(String)"),
                Map.entry("dict", "Map(String, UInt64)"),
                Map.entry("pair", "Tuple(UInt64, String)"),
                Map.entry("low", "Array(LowCardinality(String))"));
        types.forEach((name, type) -> assertCame(name, type, REPLICATED));
    }

    @Test
    void readsColumnsThatAJoinRepeats() {
        String left = "SELECT number % 5 AS k, toInt32(number) AS n, toString(number) AS text,"
                + " reinterpretAsUUID(sipHash128(number)) AS uuid, toFixedString(toString(number), 16) AS fixed,"
                + " [toString(number)] AS list FROM numbers(200)";
        checked("SELECT n, j, text, uuid, fixed, list FROM (" + left + ") AS a"
                + " JOIN (SELECT number % 5 AS k, number AS j FROM numbers(20)) AS b ON a.k = b.k");
        assertCame("text", "String", REPLICATED);
        assertCame("uuid", "UUID", REPLICATED);
        assertCame("fixed", "FixedString(16)", REPLICATED);
        assertCame("list", "Array(String)", REPLICATED);
    }

    @Test
    void readsSparseColumnsThatAreReplicated() {
        createMostlyDefault();
        checked("SELECT *, arrayJoin([1, 2, 3]) AS j FROM kinds");
        COLUMNS.forEach((name, column) -> assertCame(name, column.get(0), BOTH));
    }

    @Test
    void readsSparseNullableColumnsThatAreReplicated() {
        create(NULLABLE_COLUMNS, ", nullable_serialization_version = 'allow_sparse'");
        checked("SELECT *, arrayJoin([1, 2, 3]) AS j FROM kinds");
        NULLABLE_COLUMNS.forEach((name, column) -> assertCame(name, column.get(0), BOTH));
    }

    @Test
    void readsTheSameRowsInTheOrdinaryLayout() {
        checked("SELECT toInt32(number) AS n, number AS j, toString(number % 2) AS text FROM numbers(300)");
        assertCame("text", "String", NEITHER);
    }

    private void createMostlyDefault() {
        create(COLUMNS, "");
    }

    /** A table of 4,000 rows, of which every 40th has values in these columns. */
    private void create(Map<String, List<String>> columns, String settings) {
        List<String> structure = new ArrayList<>();
        StringBuilder values = new StringBuilder("toInt32(number)");
        columns.forEach((name, column) -> {
            String type = column.get(0);
            structure.add(name + " " + type);
            values.append(", if(number % 40 = 7, CAST(" + column.get(1) + " AS " + type + "), " + zero(type) + ")");
        });
        createTable(String.join(", ", structure), settings);
        server.http("INSERT INTO kinds SELECT " + values + " FROM numbers(4000)");
    }

    private void createTable(String structure, String settings) {
        server.http("DROP TABLE IF EXISTS kinds");
        server.http("CREATE TABLE kinds (n Int32, " + structure + ") ENGINE = MergeTree ORDER BY n"
                + " SETTINGS ratio_of_defaults_for_sparse_serialization = 0.5" + settings);
    }

    /** What columns consist of when all bytes are zero: that, not the least day, is what sparse leaves out. */
    private static String zero(String type) {
        return type.equals("Date32")
                ? "toDate32('1970-01-01')"
                : "defaultValueOfTypeName('" + type.replace("\\", "\\\\").replace("'", "\\'") + "')";
    }

    /** Reads rows and gives them back; both are the same to the server. */
    private void checked(String rows) {
        List<Block> blocks = new ArrayList<>();
        db.query(rows).forEachBlock(blocks::add).join();
        server.http("DROP TABLE IF EXISTS kinds_read");
        server.http("CREATE TABLE kinds_read ENGINE = Memory AS SELECT * FROM (" + rows + ") LIMIT 0");
        try (ClickHouse writer = ClickHouse.connect(server.url())) {
            blocks.forEach(block -> writer.insert("kinds_read").block(block).join());
        }
        String order = rows.contains(" AS j") ? " ORDER BY n, j" : " ORDER BY n";
        String expected = server.http("SELECT * FROM (" + rows + ")" + order + " FORMAT TabSeparated");
        assertThat(expected).hasLineCount(blocks.stream().mapToInt(Block::rows).sum());
        assertThat(server.http("SELECT * FROM kinds_read" + order + " FORMAT TabSeparated"))
                .isEqualTo(expected);
    }

    private void assertCame(String name, String type, String kinds) {
        assertThat(lastAnswer().contains(header(name, type, kinds)))
                .as("layout %s of column %s %s came", hex(kinds), name, type)
                .isTrue();
    }

    private static String hex(String kinds) {
        return HexFormat.of().formatHex(kinds.getBytes(ISO_8859_1));
    }

    /** Each byte as a character. */
    private String lastAnswer() {
        return new String(proxy.recorded(Direction.TO_CLIENT), ISO_8859_1);
    }

    private static String header(String name, String type, String kinds) {
        ByteBuf bytes = Unpooled.buffer();
        WireOutput.writeString(bytes, name);
        WireOutput.writeString(bytes, type);
        return bytes.toString(ISO_8859_1) + kinds;
    }
}
