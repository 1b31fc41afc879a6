package io.peristyle.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.DataException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Int32",
                "DateTime",
                "DateTime('Europe/Berlin')",
                "DateTime64(3)",
                "DateTime64(9, 'UTC')",
                "Decimal(76, 38)",
                "FixedString(16)",
                "Enum8('a' = -1, 'it\\'s, (q)' = 2, '' = 3, '\\\\' = 4)",
                "Enum16('x\\ny' = -32768, '`' = 32767)",
                "Array(Nullable(String))",
                "Map(LowCardinality(String), Array(UInt8))",
                "Tuple()",
                "Tuple(UInt8, String)",
                "Tuple(a UInt8, `b c` String, `x\\`y` Tuple(`1` Int8))",
                "Tuple(Array Array(Int8), `null` Int8)",
                "AggregateFunction(quantiles(0.5, 0.9), UInt64)",
                "AggregateFunction(1, sumMap, Array(UInt8))",
                "SimpleAggregateFunction(any, Nullable(String))",
                "JSON(max_dynamic_paths=1, `a.b` UInt8, SKIP REGEXP '\\')')",
                "Dynamic(max_types=3)",
                "Variant(String, UInt64)",
                "Nested(a UInt8, `b)` String)",
                "Object('json')",
                "Time64(3)",
                "IntervalSecond",
                "Point"
            })
    void printsWhatItReads(String text) {
        assertThat(ClickHouseType.parse(text)).hasToString(text);
    }

    @Test
    void readsTheParts() {
        assertThat(ClickHouseType.parse(
                        "Map(String, Tuple(a Nullable(DateTime64(3, 'UTC')), `b c` Enum8('x\\'' = -1)))"))
                .isEqualTo(new MapType(
                        new ScalarType("String"),
                        new TupleType(List.of(
                                new TupleType.Element("a", new NullableType(new DateTime64Type(3, "UTC"))),
                                new TupleType.Element(
                                        "b c", new EnumType(8, List.of(new EnumType.Value("x'", -1))))))));
    }

    @Test
    void readsTheOtherNamesOfDecimals() {
        assertThat(ClickHouseType.parse("Decimal32(2)")).isEqualTo(new DecimalType(9, 2));
        assertThat(ClickHouseType.parse("Decimal64(18)")).isEqualTo(new DecimalType(18, 18));
        assertThat(ClickHouseType.parse("Decimal128(0)")).isEqualTo(new DecimalType(38, 0));
        assertThat(ClickHouseType.parse("Decimal256(76)")).isEqualTo(new DecimalType(76, 76));
        assertThat(ClickHouseType.parse("Decimal(5)")).isEqualTo(new DecimalType(5, 0));
    }

    @Test
    void takesTextAsPeopleWriteIt() {
        assertThat(ClickHouseType.parse(" Tuple(\n    a   UInt8,\n    b Array( String )) "))
                .hasToString("Tuple(a UInt8, b Array(String))");
        assertThat(ClickHouseType.parse("Enum8('it''s'=1,'\\d\\/'=2)"))
                .hasToString("Enum8('it\\'s' = 1, '\\\\d/' = 2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AggregateFunction(1, sumMap, Array(UInt8), Array(UInt8))",
                "AggregateFunction(count)",
                "AggregateFunction(quantiles(0.5, 0.9), UInt64)",
                "Array(Nullable(Tuple(UInt8)))",
                "Dynamic",
                "Dynamic(max_types=5)",
                "Geometry",
                "IntervalSecond",
                "JSON",
                "JSON(`a-b.c` UInt8, `null` Int8, `table` Int8)",
                "JSON(max_dynamic_types=5, max_dynamic_paths=1, `a.c d` String, k UInt8, SKIP `a.b`, SKIP `q w.e`,"
                        + " SKIP REGEXP 'x[\\\')]')",
                "Map(String, JSON)",
                "MultiPolygon",
                "Nested(a UInt8, `b c` String)",
                "QBit(BFloat16, 9)",
                "QBit(Int8, 4096, 1024)",
                "SimpleAggregateFunction(groupArrayArray(5), Array(UInt8))",
                "Time64(3)",
                "Variant(Array(Point), String, UInt8)"
            })
    void printsWhatTheNewestServerPrints(String text) {
        assertThat(ClickHouseType.parse(text)).hasToString(text);
    }

    @Test
    void readsPathsAsPeopleWriteThem() {
        assertThat(ClickHouseType.parse("JSON(k UInt8, max_dynamic_paths = 1, a.`b c` String, SKIP x.y)"))
                .hasToString("JSON(max_dynamic_paths=1, `a.b c` String, k UInt8, SKIP `x.y`)");
    }

    @Test
    void saysWhatATypeIsLaidOutAs() {
        assertThat(ClickHouseType.parse("Ring").plain()).hasToString("Array(Point)");
        assertThat(ClickHouseType.parse("Nested(a UInt8)").plain()).hasToString("Array(Tuple(a UInt8))");
        assertThat(ClickHouseType.parse("SimpleAggregateFunction(sum, UInt64)").plain())
                .hasToString("UInt64");
        assertThat(ClickHouseType.parse("Array(Point)").plain()).hasToString("Array(Point)");
    }

    @Test
    void keepsArgumentsThatItDoesNotKnow() {
        assertThat(ClickHouseType.parse("Future(x = ')', (1, \"(\"))"))
                .isEqualTo(new OpaqueType("Future", "x = ')', (1, \"(\")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(",
                "Array",
                "Array(",
                "Array()",
                "Array(Int8",
                "Array(Int8))",
                "Array(Int8) x",
                "Array(Int8, Int8)",
                "Nullable",
                "Map(String)",
                "FixedString(0)",
                "FixedString(-1)",
                "FixedString(99999999999999999999)",
                "FixedString(x)",
                "Decimal(77, 0)",
                "Decimal(0, 0)",
                "Decimal(5, 6)",
                "DateTime(3)",
                "DateTime('UTC)",
                "DateTime64(10)",
                "DateTime64(3, UTC)",
                "Enum8",
                "Enum8()",
                "Enum8('a')",
                "Enum8('a' = 128)",
                "Enum8('a' = -129)",
                "Enum8('a' = 1,)",
                "Enum8('a\\",
                "Enum8('\\x41' = 1)",
                "Enum16('a' = 32768)",
                "Tuple(a Int8, Int8)",
                "Tuple(`a Int8)",
                "Tuple(a)b",
                "Tuple(`a`)",
                "Unknown('",
                "Unknown(`)",
                "Unknown(()",
                "'x'",
                "1",
                "Int8;",
                "é"
            })
    void refusesWhatIsNoType(String text) {
        assertThatThrownBy(() -> ClickHouseType.parse(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("type");
    }

    @Test
    void saysWhereItStopped() {
        assertThatThrownBy(() -> ClickHouseType.parse("Tuple(a Int8, b FixedString(x))"))
                .hasMessageContaining("at character 28")
                .hasMessageContaining("x))");
    }

    @Test
    void goesAHundredDeepAndNoFurther() {
        assertThat(ClickHouseType.parse(nested(100))).hasToString(nested(100));
        assertThatThrownBy(() -> ClickHouseType.parse(nested(101))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> ClickHouseType.parse(nested(10_000))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> ClickHouseType.parse("F" + "(".repeat(10_000) + ")".repeat(10_000)))
                .isInstanceOf(DataException.class);
    }

    @Test
    void refusesMoreThanAMebibyte() {
        assertThatThrownBy(() -> ClickHouseType.parse("A".repeat((1 << 20) + 1)))
                .isInstanceOf(DataException.class);
    }

    @Test
    void readsTheLongestTexts() {
        String tuple = "Tuple(" + "Int8, ".repeat(170_000) + "Int8)";
        assertThat(((TupleType) ClickHouseType.parse(tuple)).elements()).hasSize(170_001);
        String quotes = "Unknown(" + "'x', ".repeat(200_000) + "1)";
        assertThat(ClickHouseType.parse(quotes)).hasToString(quotes);
        String values = IntStream.rangeClosed(-30_000, 30_000)
                .mapToObj(code -> "'" + Integer.toHexString(code & 0xffff) + "' = " + code)
                .collect(Collectors.joining(", ", "Enum16(", ")"));
        assertThat(ClickHouseType.parse(values)).hasToString(values);
    }

    @Test
    void refusesMoreEnumValuesThanThereAreCodes() {
        assertThatThrownBy(() -> ClickHouseType.parse("Enum16(" + "''=1,".repeat(65_536) + "''=1)"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("65536");
    }

    private static String nested(int depth) {
        return "Array(".repeat(depth) + "Int8" + ")".repeat(depth);
    }
}
