package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.codec.RandomColumns;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of each type, given to the server by the client and by SQL, have to be the same values to both. */
@OnEveryServer
@OverEveryTransport
class TypesIT {
    private static final int ROWS = 30;
    private static final int NESTED = 60;

    private static final CodecRegistry CODECS = new CodecRegistry(ZoneId.of("UTC"));

    private final ClickHouseServer server;
    private final ServerVersion version;
    private final Transport transport;
    private final List<ClickHouse> clients = new ArrayList<>();

    TypesIT(ClickHouseServer server, ServerVersion version, Transport transport) {
        this.server = server;
        this.version = version;
        this.transport = transport;
    }

    @BeforeEach
    void connect() {
        for (String method : List.of("none", "lz4", "zstd")) {
            clients.add(ClickHouse.connect(transport.url(server) + "?compress=" + method));
        }
    }

    @AfterEach
    void close() {
        clients.forEach(ClickHouse::close);
    }

    static List<TypeSample> samples() {
        return TypeSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areTheSameValuesToClientAndServer(TypeSample sample) {
        assumeTrue(
                sample.feature() == null || sample.feature().isIn(version), () -> "not in " + version + ": " + sample);
        assumeTrue(
                ServerFeature.ZONES_OF_DATE_TIME.isOver(transport, version)
                        || !sample.type().startsWith("DateTime('"),
                ServerFeature.ZONES_OF_DATE_TIME::description);
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        List<@Nullable Object> values = sample.values(new Random(seed), ROWS);
        createTables(sample);
        for (int i = 0; i < clients.size(); i++) {
            insertRows(clients.get(i), 2 * i, values);
            insertBlock(clients.get(i), 2 * i + 1, sample, values);
        }
        insertLiterals(sample, values);

        for (int way = 0; way < 2 * clients.size(); way++) {
            assertThat(textOf("types_given WHERE way = " + way)).isEqualTo(textOf("types_literal"));
        }
        for (ClickHouse client : clients) {
            assertThat(valuesOf(client, "types_literal")).isEqualTo(values);
            assertThat(valuesOf(client, "types_given WHERE way = 1")).isEqualTo(values);
        }
    }

    @Test
    void keepBytesThatAreNoText() {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xc3};
        for (String type : List.of("String", "FixedString(3)", "LowCardinality(String)", "Array(String)")) {
            boolean array = type.startsWith("Array");
            execute("DROP TABLE IF EXISTS types_given");
            execute("CREATE TABLE types_given (v " + type + ") ENGINE = Memory");
            Object value = array ? List.of(bytes) : bytes;
            clients.get(1).insert("types_given").rows(List.of(List.of(value))).join();
            assertThat(server.http("SELECT hex(" + (array ? "v[1]" : "v") + ") FROM types_given")
                            .strip())
                    .isEqualTo("FF00C3");
            Row row = clients.get(1)
                    .query("SELECT * FROM types_given")
                    .rows()
                    .join()
                    .get(0);
            assertThat(array ? row.value(0, byte[][].class) : row.value(0, byte[].class))
                    .isEqualTo(array ? new byte[][] {bytes} : bytes);
        }
    }

    @Test
    void nestedAtRandomComeBackAsTheyWere() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        ZoneId zone = ZoneId.of(server.http("SELECT timezone()").strip());
        CodecRegistry codecs = new CodecRegistry(zone);
        for (int i = 0; i < NESTED; i++) {
            RandomColumns random =
                    version == ServerVersion.LEGACY ? RandomColumns.legacy(seed + i) : new RandomColumns(seed + i);
            ClickHouseType type = random.type(3);
            if (type.toString().contains("DateTime('")
                    && !ServerFeature.ZONES_OF_DATE_TIME.isOver(transport, version)) {
                continue;
            }
            execute("DROP TABLE IF EXISTS types_given");
            execute("CREATE TABLE types_given (v " + type + ") ENGINE = Memory");
            Column column = random.column(codecs, type, ROWS);
            ClickHouse client = clients.get(i % clients.size());
            client.insert("types_given")
                    .block(new Block(ROWS, List.of("v"), List.of(column)))
                    .join();
            List<Block> blocks = new ArrayList<>();
            client.query("SELECT * FROM types_given").forEachBlock(blocks::add).join();
            assertThat(valuesOf(blocks.get(0).column(0))).as("%s", type).isEqualTo(valuesOf(column));
        }
    }

    private void createTables(TypeSample sample) {
        for (String sql : List.of(
                "DROP TABLE IF EXISTS types_given",
                "DROP TABLE IF EXISTS types_literal",
                "CREATE TABLE types_given (way Int8, n Int32, v " + sample.type() + ") ENGINE = Memory",
                "CREATE TABLE types_literal (n Int32, v " + sample.type() + ") ENGINE = Memory")) {
            execute(sql);
        }
    }

    private void execute(String sql) {
        execute(clients.get(0), version, sql);
    }

    /** Runs a statement in which dictionaries of any type may be. */
    static void execute(ClickHouse db, ServerVersion version, String sql) {
        Query query = db.query(sql);
        (version == ServerVersion.MODERN ? query.setting("allow_suspicious_low_cardinality_types", 1) : query)
                .execute()
                .join();
    }

    private static void insertRows(ClickHouse client, int way, List<@Nullable Object> values) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int n = 0; n < values.size(); n++) {
            rows.add(Arrays.asList(way, n, values.get(n)));
        }
        assertThat(client.insert("types_given").rows(rows).join().rows()).isEqualTo(values.size());
    }

    private static void insertBlock(ClickHouse client, int way, TypeSample sample, List<@Nullable Object> values) {
        int rows = values.size();
        List<Column> columns = List.of(
                column("Int8", Collections.nCopies(rows, way)),
                column("Int32", IntStream.range(0, rows).boxed().toList()),
                column(sample.type(), values));
        client.insert("types_given")
                .block(new Block(rows, List.of("way", "n", "v"), columns))
                .join();
    }

    static Column column(String type, List<? extends @Nullable Object> values) {
        ColumnBuilder builder = CODECS.builder(ClickHouseType.parse(type), values.size());
        values.forEach(builder::append);
        return builder.build();
    }

    private void insertLiterals(TypeSample sample, List<@Nullable Object> values) {
        execute("INSERT INTO types_literal "
                + IntStream.range(0, values.size())
                        .mapToObj(n -> "SELECT toInt32(" + n + ") AS n, " + sample.sql(values.get(n)) + " AS v")
                        .collect(Collectors.joining(" UNION ALL ")));
    }

    private String textOf(String rows) {
        return server.http("SELECT n, v FROM " + rows + " ORDER BY n FORMAT TabSeparated");
    }

    private static List<@Nullable Object> valuesOf(Column column) {
        return IntStream.range(0, column.size())
                .<@Nullable Object>mapToObj(row -> column.value(row))
                .toList();
    }

    private static List<@Nullable Object> valuesOf(ClickHouse client, String rows) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Row row : client.query("SELECT v FROM (SELECT n, v FROM " + rows + " ORDER BY n)")
                .rows()
                .join()) {
            values.add(row.value(0));
        }
        return values;
    }
}
