package io.peristyle.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.codec.RandomColumns;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.type.ClickHouseType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values where clients go wrong: bits that equality does not show, hours that clocks skip or repeat, another locale. */
@OnEveryServer
class EdgeValuesIT {
    private static final long[] DOUBLES = {
        0x7ff8_0000_0000_0000L, 0x7ff8_0000_0000_0123L, 0xfff8_dead_beef_0001L, 0x8000_0000_0000_0000L, 1
    };
    private static final int[] FLOATS = {0x7fc0_0000, 0x7fc0_0123, 0xffc0_beef, 0x8000_0000, 1};

    private final ClickHouseServer server;
    private final ServerVersion version;
    private final ClickHouse db;

    EdgeValuesIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
        db = ClickHouse.connect(server.url());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void ofFloatingPointKeepTheirBits() {
        create("n UInt8, d Float64, f Float32");
        double[] doubles = new double[DOUBLES.length];
        float[] floats = new float[FLOATS.length];
        for (int i = 0; i < DOUBLES.length; i++) {
            doubles[i] = Double.longBitsToDouble(DOUBLES[i]);
            floats[i] = Float.intBitsToFloat(FLOATS[i]);
        }
        db.insert("edges")
                .columns(Map.of("n", new int[] {0, 1, 2, 3, 4}, "d", doubles, "f", floats))
                .join();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < DOUBLES.length; i++) {
            expected.append(Long.toUnsignedString(DOUBLES[i]))
                    .append('\t')
                    .append(Integer.toUnsignedString(FLOATS[i]))
                    .append('\n');
        }
        assertThat(server.http("SELECT reinterpretAsUInt64(reinterpretAsString(d)),"
                        + " reinterpretAsUInt32(reinterpretAsString(f)) FROM edges ORDER BY n"))
                .isEqualTo(expected.toString());

        List<Block> blocks = new ArrayList<>();
        db.query("SELECT d, f FROM edges ORDER BY n").forEachBlock(blocks::add).join();
        double[] read = ((DoubleColumn) blocks.get(0).column(0)).values();
        float[] readFloats = ((FloatColumn) blocks.get(0).column(1)).values();
        for (int i = 0; i < DOUBLES.length; i++) {
            assertThat(Double.doubleToRawLongBits(read[i])).isEqualTo(DOUBLES[i]);
            assertThat(Float.floatToRawIntBits(readFloats[i])).isEqualTo(FLOATS[i]);
        }
    }

    @Test
    void ofTimesAreMomentsWhereClocksAreSet() {
        create("n UInt8, t DateTime('Europe/Berlin')");
        Instant forward = Instant.parse("2024-03-31T01:00:00Z");
        Instant back = Instant.parse("2024-10-27T01:00:00Z");
        List<Instant> moments = List.of(
                forward.minusSeconds(1),
                forward,
                back.minusSeconds(3600),
                back.minusSeconds(1),
                back,
                back.plusSeconds(3599));
        List<List<Object>> rows = new ArrayList<>();
        for (Instant moment : moments) {
            rows.add(List.of(rows.size(), moment));
        }
        db.insert("edges").rows(rows).join();
        db.insert("edges")
                .rows(List.of(List.of(rows.size(), LocalDateTime.of(2024, 10, 27, 2, 30))))
                .join();
        assertThatThrownBy(() -> db.insert("edges")
                        .rows(List.of(List.of(9, LocalDateTime.of(2024, 3, 31, 2, 30))))
                        .join())
                .hasCauseInstanceOf(DataException.class);

        assertThat(server.http("SELECT toUInt32(t), toString(t) FROM edges ORDER BY n")
                        .lines())
                .containsExactly(
                        forward.getEpochSecond() - 1 + "\t2024-03-31 01:59:59",
                        forward.getEpochSecond() + "\t2024-03-31 03:00:00",
                        back.getEpochSecond() - 3600 + "\t2024-10-27 02:00:00",
                        back.getEpochSecond() - 1 + "\t2024-10-27 02:59:59",
                        back.getEpochSecond() + "\t2024-10-27 02:00:00",
                        back.getEpochSecond() + 3599 + "\t2024-10-27 02:59:59",
                        back.getEpochSecond() - 1800 + "\t2024-10-27 02:30:00");
        List<Row> read = db.query("SELECT t FROM edges ORDER BY n").rows().join();
        for (int i = 0; i < moments.size(); i++) {
            assertThat(read.get(i).value(0, Instant.class)).isEqualTo(moments.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"tr, Pacific/Apia", "ar-EG-u-nu-arab, America/St_Johns", "hi-IN-u-nu-deva, Europe/Lisbon"})
    void areTheSameInEveryLocaleAndZone(String locale, String zone) {
        Locale locales = Locale.getDefault();
        TimeZone zones = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try (ClickHouse there = ClickHouse.connect(server.url())) {
            assertPrinted(there);
        } finally {
            Locale.setDefault(locales);
            TimeZone.setDefault(zones);
        }
    }

    private void assertPrinted(ClickHouse there) {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        ZoneId serverZone = ZoneId.of(server.http("SELECT timezone()").strip());
        CodecRegistry codecs = new CodecRegistry(serverZone, version == ServerVersion.LEGACY, version.revision());
        RandomColumns random = version == ServerVersion.LEGACY ? RandomColumns.legacy(seed) : new RandomColumns(seed);
        List<String> types =
                new ArrayList<>(List.of("DateTime", "DateTime('Asia/Tokyo')", "Date", "Decimal(18, 4)", "Float64"));
        if (version == ServerVersion.MODERN) {
            types.addAll(List.of("DateTime64(3)", "Date32", "Time", "Time64(6)", "Bool", "UInt256", "IPv6", "JSON"));
        }
        for (String text : types) {
            Column column = random.column(codecs, ClickHouseType.parse(text), 50);
            create("v " + text);
            there.insert("edges")
                    .block(new Block(50, List.of("v"), List.of(column)))
                    .join();
            ServerText printed = new ServerText(version);
            StringBuilder expected = new StringBuilder();
            for (int row = 0; row < 50; row++) {
                expected.append(printed.text(column, row, ServerText.Place.CELL))
                        .append('\n');
            }
            assertThat(server.http("SELECT v FROM edges FORMAT TabSeparated"))
                    .isEqualTo(new String(expected.toString().getBytes(ISO_8859_1), UTF_8));
            List<Object> given = new ArrayList<>();
            List<Object> read = new ArrayList<>();
            for (Row row : there.query("SELECT v FROM edges").rows().join()) {
                given.add(column.value(read.size()));
                read.add(row.value(0));
            }
            assertThat(read).isEqualTo(given);
        }
    }

    private void create(String structure) {
        server.http("DROP TABLE IF EXISTS edges");
        server.http("CREATE TABLE edges (" + structure + ") ENGINE = Memory");
    }
}
