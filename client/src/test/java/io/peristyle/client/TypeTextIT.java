package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.type.ClickHouseType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts of types that servers print: each is read, and printed again as it was. */
@OnEveryServer
class TypeTextIT {
    /** What a family is written with, if it does not stand alone. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry("AggregateFunction", "(quantiles(0.5, 0.9), Nullable(UInt64))"),
            Map.entry("Array", "(Array(String))"),
            Map.entry("BINARY", "(16)"),
            Map.entry("DEC", "(9, 2)"),
            Map.entry("DateTime64", "(9, 'Asia/Tokyo')"),
            Map.entry("Decimal", "(38, 10)"),
            Map.entry("Decimal128", "(38)"),
            Map.entry("Decimal256", "(76)"),
            Map.entry("Decimal32", "(2)"),
            Map.entry("Decimal64", "(18)"),
            Map.entry("Enum", "('a' = 1, 'b' = -1)"),
            Map.entry("Enum16", "('x\\ny' = -32768, '`' = 32767, 'it\\'s, (q)' = 0, '' = 1, '\\\\' = 2)"),
            Map.entry("Enum8", "('a\\t\\0\\b\\f\\r' = -128, 'é☃' = 127)"),
            Map.entry("FixedString", "(16)"),
            Map.entry("LowCardinality", "(Nullable(String))"),
            Map.entry("Map", "(LowCardinality(String), Array(Nullable(DateTime64(9, 'Asia/Tokyo'))))"),
            Map.entry("Nested", "(a UInt8, `b c` String)"),
            Map.entry("Nullable", "(Decimal(9, 3))"),
            Map.entry("QBit", "(BFloat16, 9)"),
            Map.entry("SimpleAggregateFunction", "(groupArrayArray(5), Array(UInt8))"),
            Map.entry("Time64", "(3)"),
            Map.entry("Tuple", "(UInt8, Tuple(String, Array(Int8)))"),
            Map.entry("Variant", "(UInt8, String, Array(Point))"));

    private static final List<String> QUOTED = List.of(
            "Tuple(`b c` UInt8, `x\\`y` String, `1` Int8, Array Array(Int8), `é` Int8, `a.b` Int8)",
            "Tuple(`select` UInt8, `Table` UInt8, `all` UInt8, `distinct` UInt8, tuple UInt8, `\\\\` Int8, `'` Int8)",
            "Decimal(76, 38)",
            "JSON(max_dynamic_paths=1, max_dynamic_types=5, `a.c d` String, k UInt8, SKIP `q w.e`, SKIP a.b, SKIP REGEXP 'x[\\')]')",
            "JSON(`a-b`.c Array(Tuple(`x y` Int8)), `null` Int8)",
            "Dynamic(max_types=5)",
            "AggregateFunction(count)",
            "AggregateFunction(sumMap, Array(UInt8), Array(UInt8))",
            "AggregateFunction(quantileExactWeightedIf(0.5), UInt8, UInt8, UInt8)",
            "Map(String, JSON(a Variant(Array(Dynamic), Int8)))");

    private final ClickHouseServer server;
    private final ServerVersion version;

    TypeTextIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
    }

    @Test
    void ofEveryFamilyIsPrintedAsTheServerPrintsIt() {
        String which = version == ServerVersion.MODERN ? " WHERE alias_to = ''" : "";
        List<String> families = server.http("SELECT name FROM system.data_type_families" + which)
                .lines()
                .filter(name -> !name.equals("Nothing"))
                // 18.16 has intervals in results only.
                .filter(name -> version == ServerVersion.MODERN || !name.startsWith("Interval"))
                .toList();
        assertThat(families).hasSizeGreaterThan(25);
        for (String family : families) {
            assertReadAndPrinted(family + ARGUMENTS.getOrDefault(family, ""));
        }
    }

    @Test
    void withNamesThatNeedQuotesIsPrintedAsTheServerPrintsIt() {
        if (version == ServerVersion.MODERN) {
            QUOTED.forEach(this::assertReadAndPrinted);
        }
    }

    @Test
    void ofEveryColumnOfTheServersOwnTablesIsPrintedAsTheServerPrintsIt() {
        List<String> types = server.http("SELECT DISTINCT type FROM system.columns FORMAT TSVRaw")
                .lines()
                .toList();
        assertThat(types).hasSizeGreaterThan(10);
        for (String type : types) {
            assertThat(ClickHouseType.parse(type)).hasToString(type);
        }
    }

    private void assertReadAndPrinted(String written) {
        server.http("DROP TABLE IF EXISTS type_text");
        String settings = version == ServerVersion.MODERN ? " SETTINGS flatten_nested = 0" : "";
        server.http("CREATE TABLE type_text (c " + written + ") ENGINE = Memory" + settings);
        List<String> printed = server.http("SELECT type FROM system.columns WHERE table = 'type_text' AND database"
                        + " = currentDatabase() FORMAT TSVRaw")
                .lines()
                .toList();
        assertThat(printed).isNotEmpty();
        for (String type : printed) {
            assertThat(ClickHouseType.parse(type)).hasToString(type);
            assertThat(ClickHouseType.parse(ClickHouseType.parse(type).toString()))
                    .isEqualTo(ClickHouseType.parse(type));
        }
    }
}
