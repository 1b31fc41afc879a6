package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Requires;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks with a column of every type at once, of all sizes, and those that are not rows of a result. */
@OnEveryServer
@OverEveryTransport
class BlockSizesIT {
    private static final int DISTINCT = 20;
    private static final long MEBIBYTE = 1 << 20;

    private final ClickHouseServer server;
    private final ServerVersion version;
    private final Transport transport;
    private final List<TypeSample> samples;
    private final List<List<@Nullable Object>> values;

    BlockSizesIT(ClickHouseServer server, ServerVersion version, Transport transport) {
        this.server = server;
        this.version = version;
        this.transport = transport;
        samples = Stream.concat(TypeSamples.leaves().stream(), TypeSamples.composites().stream())
                .filter(sample -> sample.feature() == null || sample.feature().isIn(version))
                .filter(sample -> ServerFeature.ZONES_OF_DATE_TIME.isOver(transport, version)
                        || !sample.type().startsWith("DateTime('"))
                .toList();
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        values = samples.stream().map(sample -> sample.values(random, DISTINCT)).toList();
    }

    @BeforeEach
    void createTables() {
        String columns = each(", ", i -> "c" + i + " " + samples.get(i).type());
        for (String table : List.of("sizes", "sizes_literal")) {
            server.http("DROP TABLE IF EXISTS " + table);
            execute("CREATE TABLE " + table + " (k Int32, " + columns + ") ENGINE = Memory");
        }
    }

    @AfterEach
    void dropTables() {
        server.http("DROP TABLE IF EXISTS sizes");
        server.http("DROP TABLE IF EXISTS sizes_literal");
    }

    @ParameterizedTest
    @CsvSource({"1, none", "1, lz4", "2, zstd", "2, none", "65409, lz4"})
    void holdEveryTypeAtOnce(int rows, String compression) {
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?compress=" + compression)) {
            assertThat(insert(db, rows).rows()).isEqualTo(rows);
            insertLiterals(Math.min(rows, DISTINCT));

            String names = "k, " + each(", ", i -> "c" + i);
            assertThat(server.http("SELECT DISTINCT " + names + " FROM sizes ORDER BY k"))
                    .isEqualTo(server.http("SELECT " + names + " FROM sizes_literal ORDER BY k"));
            assertThat(server.http("SELECT count(), sum(k) FROM sizes").strip())
                    .isEqualTo(rows + "\t"
                            + IntStream.range(0, rows).map(n -> n % DISTINCT).sum());
            assertThat(rowsThatAreAsGiven(db)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "lz4", "lz4hc", "zstd"})
    void holdMoreThanOneFrame(String compression) {
        String sql = "SELECT number, toString(cityHash64(number)) AS s FROM numbers(300000)";
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?compress=" + compression)) {
            server.http("DROP TABLE IF EXISTS sizes_wide");
            server.http("CREATE TABLE sizes_wide (number UInt64, s String) ENGINE = Memory");
            List<Block> blocks = new ArrayList<>();
            db.query(sql)
                    .setting("max_block_size", 300_000)
                    .forEachBlock(blocks::add)
                    .join();
            assertThat(blocks).hasSize(1);
            assertThat(blocks.get(0).rows() * 28L).isGreaterThan(8 * MEBIBYTE);
            db.insert("sizes_wide").block(blocks.get(0)).join();
            assertThat(server.http("SELECT count(), uniqExact(number), countIf(s != toString(cityHash64(number)))"
                                    + " FROM sizes_wide")
                            .strip())
                    .isEqualTo("300000\t300000\t0");
            server.http("DROP TABLE sizes_wide");
        }
    }

    @Test
    @Requires(ServerFeature.HEADERS_OF_NOTHING)
    void holdNoRows() {
        try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
            insert(db, 2);
            for (String end : List.of("LIMIT 0", "WHERE k < 0")) {
                List<Block> headers = new CopyOnWriteArrayList<>();
                List<Block> blocks = new CopyOnWriteArrayList<>();
                Summary summary = db.query("SELECT * FROM sizes " + end)
                        .onHeader(headers::add)
                        .forEachBlock(blocks::add)
                        .join();
                assertThat(summary.rows()).isZero();
                assertThat(blocks).isEmpty();
                assertThat(headers.get(0).rows()).isZero();
                assertThat(headers.get(0).types().stream().skip(1).map(Object::toString))
                        .isEqualTo(samples.stream().map(TypeSample::type).toList());
                db.insert("sizes").block(headers.get(0)).join();
            }
            assertThat(rowsThatAreAsGiven(db)).isEqualTo(2);
        }
    }

    @Test
    @Requires(ServerFeature.TOTALS)
    void holdTotalsAndExtremes() {
        try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
            insert(db, 1);
            List<Block> totals = new CopyOnWriteArrayList<>();
            List<Block> extremes = new CopyOnWriteArrayList<>();
            db.query("SELECT k, " + each(", ", i -> "any(c" + i + ") AS a" + i)
                            + ", toInt32(count()) AS rows FROM sizes GROUP BY k WITH TOTALS")
                    .setting("extremes", 1)
                    .onTotals(totals::add)
                    .onExtremes(extremes::add)
                    .execute()
                    .join();
            assertThat(totals).hasSize(1);
            assertThat(totals.get(0).rows()).isEqualTo(1);
            for (int i = 0; i < samples.size(); i++) {
                assertThat(totals.get(0).column("a" + i).value(0))
                        .as(samples.get(i).type())
                        .isEqualTo(values.get(i).get(0));
            }
            assertThat(extremes).hasSize(1);
            assertThat(extremes.get(0).rows()).isEqualTo(2);
            assertThat(extremes.get(0).names()).isEqualTo(totals.get(0).names());
            assertThat(extremes.get(0).column("rows").value(1)).isEqualTo(1);
        }
    }

    private Summary insert(ClickHouse db, int rows) {
        List<Integer> keys =
                IntStream.range(0, rows).map(n -> n % DISTINCT).boxed().toList();
        List<String> names = new ArrayList<>(List.of("k"));
        List<Column> columns = new ArrayList<>(List.of(TypesIT.column("Int32", keys)));
        int[] indices = keys.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < samples.size(); i++) {
            names.add("c" + i);
            columns.add(TypesIT.column(samples.get(i).type(), values.get(i)).gather(indices));
        }
        return db.insert("sizes").block(new Block(rows, names, columns)).join();
    }

    private void insertLiterals(int rows) {
        for (int row = 0; row < rows; row++) {
            int k = row;
            String expressions =
                    each(", ", i -> samples.get(i).sql(values.get(i).get(k)) + " AS c" + i);
            execute("INSERT INTO sizes_literal SELECT toInt32(" + k + ") AS k, " + expressions);
        }
    }

    private void execute(String sql) {
        try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
            TypesIT.execute(db, version, sql);
        }
    }

    private int rowsThatAreAsGiven(ClickHouse db) {
        int[] rows = new int[1];
        db.query("SELECT * FROM sizes")
                .forEachBlock(block -> {
                    for (int row = 0; row < block.rows(); row++) {
                        checkRow(block, row);
                    }
                    rows[0] += block.rows();
                })
                .join();
        return rows[0];
    }

    private void checkRow(Block block, int row) {
        int k = (int) block.column(0).longValue(row);
        for (int i = 0; i < samples.size(); i++) {
            Object expected = values.get(i).get(k);
            Object value = block.column(i + 1).value(row);
            if (!java.util.Objects.equals(value, expected)) {
                assertThat(value).as(samples.get(i).type()).isEqualTo(expected);
            }
        }
    }

    private String each(String separator, IntFunction<String> text) {
        return IntStream.range(0, samples.size()).mapToObj(text).collect(Collectors.joining(separator));
    }
}
