package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.JsonColumn;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.MalformedDataException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
    private static Map<String, @Nullable Object> sorted(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> map = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) java.util.Objects.requireNonNull(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    private static final List<?> VALUES = List.of(
            sorted("a", 1L),
            sorted("a", 2L, "b", sorted("c", "x", "d", true)),
            sorted(),
            sorted("e", Arrays.asList(1L, null), "f", List.of(sorted("g", 1.5))));
    private static final List<String> SQL = List.of(
            "'{\"a\":1}'",
            "'{\"a\":2,\"b\":{\"c\":\"x\",\"d\":true}}'",
            "'{}'",
            "'{\"e\":[1,null],\"f\":[{\"g\":1.5}]}'");

    @Nested
    class JsonColumnOfObjects extends CodecContract {
        @Override
        String type() {
            return "JSON";
        }

        @Override
        List<String> sql() {
            return SQL;
        }

        @Override
        String rows() {
            return parsed(type(), sql());
        }

        @Override
        List<?> values() {
            return VALUES;
        }
    }

    /** Objects of texts, which the server parses; in a list of values it would type them otherwise. */
    private static String parsed(String type, List<String> texts) {
        return "(SELECT CAST(s AS " + type + ") AS v FROM values('s String', " + String.join(", ", texts) + "))";
    }

    @Nested
    class JsonOfSharedPaths extends JsonColumnOfObjects {
        @Override
        String type() {
            return "JSON(max_dynamic_types=1, max_dynamic_paths=1)";
        }
    }

    @Nested
    class JsonFlattened extends JsonColumnOfObjects {
        @Override
        String rows() {
            return super.rows() + " SETTINGS output_format_native_use_flattened_dynamic_and_json_serialization = 1";
        }
    }

    @Nested
    class JsonOfTypedPaths extends CodecContract {
        @Override
        String type() {
            return "JSON(max_dynamic_paths=1, `b.c` LowCardinality(String), k UInt8)";
        }

        @Override
        List<String> sql() {
            return SQL.subList(0, 3);
        }

        @Override
        String rows() {
            return parsed(type(), sql());
        }

        @Override
        List<?> values() {
            return List.of(
                    sorted("a", 1L, "b", sorted("c", ""), "k", (short) 0),
                    sorted("a", 2L, "b", sorted("c", "x", "d", true), "k", (short) 0),
                    sorted("b", sorted("c", ""), "k", (short) 0));
        }
    }

    @Nested
    class ArrayOfJson extends CodecContract {
        @Override
        String type() {
            return "Array(JSON)";
        }

        @Override
        List<String> sql() {
            return List.of("['{\"a\":1}', '{\"b\":\"x\"}']", "[]");
        }

        @Override
        String rows() {
            return "(SELECT CAST(s AS " + type() + ") AS v FROM values('s Array(String)', " + String.join(", ", sql())
                    + "))";
        }

        @Override
        List<?> values() {
            return List.of(List.of(sorted("a", 1L), sorted("b", "x")), List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {54412, 54473, 54488})
    void isReadInEveryLayoutThatItIsWrittenIn(int revision) {
        CodecRegistry codecs = new CodecRegistry(ZoneId.of("UTC"), false, revision);
        ElementCodec codec = ElementCodec.of(codecs.codec("JSON(t.u Nullable(Int8))"));
        for (int seed = 0; seed < 20; seed++) {
            Column column = new RandomColumns(seed).column(codecs, codec.type(), 50);
            ByteBuf out = Unpooled.buffer();
            codec.writePrefix(out, column);
            codec.write(out, column, 0, 50);
            Column read = Codecs.read(Codecs.of(codec.type().toString()), 50, out);
            assertThat(Blocks.values(read)).isEqualTo(Blocks.values(column));
            assertThat(out.isReadable()).isFalse();
        }
    }

    @Test
    void isTextWhereTextWasGivenOrSent() {
        ColumnBuilder builder = Codecs.of("JSON").builder(0);
        builder.appendDefault();
        builder.append("{\"a\":1}");
        Column column = builder.build();
        ByteBuf out = Unpooled.buffer();
        Codecs.of("JSON").writePrefix(out, column);
        Codecs.of("JSON").write(out, column, 0, 2);
        assertThat(Codecs.hexOf(out)).isEqualTo("0100000000000000027b7d077b2261223a317d");
        assertThat(Codecs.valuesOf(Codecs.read(Codecs.of("JSON"), 2, out))).containsExactly("{}", "{\"a\":1}");
    }

    @Test
    void takesTextsOrMapsButNotBothInABlock() {
        ColumnBuilder builder = Codecs.of("JSON").builder(0);
        builder.append(Map.of("a", 1));
        assertThatThrownBy(() -> builder.append("{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of both");
        builder.build();
        builder.append("{}");
        assertThatThrownBy(() -> builder.append(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of both");
        assertThatThrownBy(() -> builder.append(null)).hasMessageContaining("NULL");
        assertThatThrownBy(() -> builder.append(5)).hasMessageContaining("java.lang.Integer");
    }

    /** Objects all of whose paths are shared ones, as {@code max_dynamic_paths=0} has them. */
    private static JsonColumn ofSharedPaths(List<?>... rows) {
        ColumnBuilder pairs = Codecs.of("Array(Tuple(String, Dynamic))").builder(0);
        for (List<?> row : rows) {
            pairs.append(row);
        }
        return new JsonColumn(
                ClickHouseType.parse("JSON"), List.of(), List.of(), (ArrayColumn) pairs.build(), JsonMapping.INSTANCE);
    }

    @Test
    void announcesThePathsThatItWritesWhicheverRowsAreRepeated() {
        JsonColumn objects = ofSharedPaths(List.of(List.of("m", 1L), List.of("z", 2L)), List.of(List.of("m", 3L)));
        Column repeated = new DictionaryColumn(ClickHouseType.parse("JSON"), new int[] {1, 1, 1}, objects);
        assertThat(Blocks.values(
                        Blocks.read(Blocks.write(Blocks.around(repeated))).column(1)))
                .isEqualTo(Blocks.comparable(List.of(sorted("m", 3L), sorted("m", 3L), sorted("m", 3L))));

        Column inArrays = new DictionaryColumn(
                ClickHouseType.parse("Array(JSON)"),
                new int[] {1},
                new ArrayColumn(ClickHouseType.parse("Array(JSON)"), new int[] {1, 2}, objects, ArrayMapping.INSTANCE));
        assertThat(Blocks.values(
                        Blocks.read(Blocks.write(Blocks.around(inArrays))).column(1)))
                .isEqualTo(Blocks.comparable(List.of(List.of(sorted("m", 3L)))));
    }

    @Test
    void aPathThatARowOfAResultLacksIsTheDefaultOfItsType() {
        ColumnBuilder source = Codecs.of("JSON").builder(0);
        source.append(Map.of("a", 1L));
        source.append(Map.of("b", 2L));
        Column rows = source.build();
        ColumnBuilder target = Codecs.of("JSON(a Int64)").builder(0);
        target.appendFrom(rows, 0);
        target.appendFrom(rows, 1);

        assertThat(Codecs.valuesOf(target.build())).isEqualTo(List.of(sorted("a", 1L), sorted("a", 0L, "b", 2L)));
    }

    @Test
    void aPathOfManyKeysStaysOneKey() {
        String deep = "a" + ".a".repeat(20_000);
        Column column = Codecs.column(Codecs.of("JSON"), Map.of(deep, 1L, "b.c", 2L));

        assertThat(column.value(0)).isEqualTo(sorted(deep, 1L, "b", sorted("c", 2L)));
        assertThat(column.stringValue(0)).isEqualTo("{\"" + deep + "\":1,\"b\":{\"c\":2}}");
    }

    @Test
    void takesNoNullForAPathWhoseTypeHasNone() {
        ColumnBuilder builder = Codecs.of("JSON(k UInt8, n Nullable(UInt8))").builder(0);
        assertThatThrownBy(() -> builder.append(Collections.singletonMap("k", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NULL");
        builder.append(Collections.singletonMap("n", null));
        builder.append(Collections.singletonMap("other", null));
        assertThat(Codecs.valuesOf(builder.build()))
                .isEqualTo(List.of(sorted("k", (short) 0, "n", null), sorted("k", (short) 0, "n", null)));
    }

    @Test
    void dropsThePathsThatItsTypeSkips() {
        Map<String, Object> given =
                Map.of("s", Map.of("t", 1), "st", 2, "xyz", 3, "a", Map.of("y", 4, "b", (byte) 5), "k", true);
        Column column = Codecs.column(Codecs.of("JSON(a.b Int8, SKIP s, SKIP REGEXP '.*y.*')"), given);
        assertThat(column.stringValue(0)).isEqualTo("{\"a\":{\"b\":5},\"k\":true,\"st\":2}");
        assertThatThrownBy(() -> Codecs.column(Codecs.of("JSON(SKIP REGEXP '(?P>x)')"), Map.of("k", 1)))
                .hasMessageContaining("takes text only");
    }

    @Test
    void refusesPathsThatOnlySomeServersSkip() {
        assertThatThrownBy(() -> Codecs.column(Codecs.of("JSON(SKIP REGEXP 'b')"), Map.of("abc", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SKIP REGEXP 'b' fits a part");
        Column column = Codecs.column(Codecs.of("JSON(SKIP REGEXP 'b')"), Map.of("b", 1, "c", 2));
        assertThat(column.stringValue(0)).isEqualTo("{\"c\":2}");
    }

    @Test
    void hasAddressesAsTextWithoutWhatTheJdkPutsBeforeThem() {
        Column column = Codecs.column(
                Codecs.of("JSON(a IPv4, b Array(IPv6), c Map(IPv4, UInt8))"),
                Map.of("a", "1.2.3.4", "b", List.of("fe80::1", "::ffff:1.2.3.4"), "c", Map.of("5.6.7.8", 1)));
        assertThat(column.stringValue(0))
                .isEqualTo("{\"a\":\"1.2.3.4\",\"b\":[\"fe80::1\",\"::ffff:1.2.3.4\"],\"c\":{\"5.6.7.8\":1}}");
    }

    @Test
    void leavesOutARowThatWasRefusedHalfWay() {
        ColumnBuilder builder = Codecs.of("JSON(k UInt8)").builder(0);
        builder.append(Map.of("k", 1, "x", "first"));
        Map<String, Object> refused = new java.util.LinkedHashMap<>();
        refused.put("x", "second");
        refused.put("y", 5L);
        refused.put("k", 300);
        assertThatThrownBy(() -> builder.append(refused)).hasMessageContaining("UInt8");
        builder.append(Map.of("y", "third"));
        assertThat(builder.size()).isEqualTo(2);
        assertThat(Blocks.values(builder.build()))
                .isEqualTo(Blocks.comparable(
                        List.of(sorted("k", (short) 1, "x", "first"), sorted("k", (short) 0, "y", "third"))));
    }

    @Test
    void printsAsJsonText() {
        Column column = Codecs.column(
                Codecs.of("JSON"), Map.of("b", List.of("q\"uo\\te", 1.5), "a", Map.of("c", true)), Map.of());
        assertThat(column.stringValue(0)).isEqualTo("{\"a\":{\"c\":true},\"b\":[\"q\\\"uo\\\\te\",1.5]}");
        assertThat(column.stringValue(1)).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0400000000000000",
                "0200000000000000 ffffffffffffffff7f",
                "0300000000000000 01 0161 0400000000000000",
                "0200000000000000 00 ffffffff00000000",
                "0200000000000000 00 0100000000000000 0161 0115"
            })
    void refusesDataThatLie(String hex) {
        assertThatThrownBy(() -> Codecs.read(Codecs.of("JSON"), 1, Codecs.bytes(hex)))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void allocatesForPathsThatCameOnly() {
        ByteBuf in = Unpooled.buffer().writeLongLE(3).writeBytes(new byte[] {(byte) 0x80, (byte) 0xc8, (byte) 0xd0, 7});
        in.writeZero(2_000_000);
        ReadLimits limits = new ReadLimits(1 << 20, 64 << 20, 16_000_000, 10);
        assertThatThrownBy(() ->
                        Codecs.of("JSON").reader(1, new ReadBudget(limits)).readPrefix(in))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("limit");
    }
}
