package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.type.ClickHouseType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompositeBuildersTest {
    private static ColumnBuilder builder(String type) {
        return Blocks.CODECS.builder(ClickHouseType.parse(type), 0);
    }

    private static void refuses(ColumnBuilder builder, @Nullable Object value) {
        int size = builder.size();
        assertThatThrownBy(() -> builder.append(value)).isInstanceOf(IllegalArgumentException.class);
        assertThat(builder.size()).isEqualTo(size);
    }

    private static List<@Nullable Object> values(ColumnBuilder builder) {
        Column column = builder.build();
        Blocks.assertSame(Blocks.read(Blocks.write(Blocks.around(column))), Blocks.around(column));
        return Blocks.values(column);
    }

    @Test
    void anArrayRefusedHalfWayLeavesNothingBehind() {
        ColumnBuilder builder = builder("Array(Int32)");
        builder.append(List.of(1));
        refuses(builder, Arrays.asList(2, null));
        builder.append(List.of(3, 4));
        refuses(builder, List.of("x"));
        refuses(builder, "no array");
        refuses(builder, null);
        builder.append(List.of());
        assertThat(values(builder)).isEqualTo(List.of(List.of(1), List.of(3, 4), List.of()));
        builder.append(List.of(5));
        assertThat(values(builder)).isEqualTo(List.of(List.of(5)));
    }

    @Test
    void aTupleRefusedHalfWayLeavesNothingBehind() {
        ColumnBuilder builder = builder("Tuple(Int32, Array(String), Int32)");
        builder.append(List.of(1, List.of("a"), 2));
        refuses(builder, List.of(1, List.of("b"), "x"));
        refuses(builder, List.of(1, List.of("b", 7), 3));
        refuses(builder, List.of(1, List.of("b")));
        builder.append(new Object[] {4, new String[] {"c"}, 5});
        builder.appendDefault();
        assertThat(values(builder))
                .isEqualTo(List.of(List.of(1, List.of("a"), 2), List.of(4, List.of("c"), 5), List.of(0, List.of(), 0)));
        assertThat(builder.size()).isZero();
    }

    @Test
    void aMapRefusedHalfWayLeavesNothingBehind() {
        ColumnBuilder builder = builder("Map(String, Int32)");
        Map<String, Object> bad = new LinkedHashMap<>();
        bad.put("a", 1);
        bad.put("b", "x");
        refuses(builder, bad);
        builder.append(Map.of("c", 2));
        refuses(builder, bad);
        builder.append(Map.of("d", 3));
        assertThat(values(builder)).isEqualTo(List.of(List.of(List.of("c", 2)), List.of(List.of("d", 3))));
    }

    @Test
    void arraysOfTuplesOfArraysRefusedHalfWayLeaveNothingBehind() {
        ColumnBuilder builder = builder("Array(Tuple(Int32, Array(Int32)))");
        refuses(builder, List.of(List.of(1, List.of(2)), List.of(3, List.of(4, "x"))));
        builder.append(List.of(List.of(5, List.of(6, 7))));
        assertThat(values(builder)).isEqualTo(List.of(List.of(List.of(5, List.of(6, 7)))));
    }

    @Test
    void aVariantKeepsTheBytesOfATextThatIsNone() {
        ColumnBuilder text = builder("String");
        byte[] noText = {(byte) 0xff, 'a'};
        text.append(noText);
        Column source = text.build();
        for (String type : List.of(
                "Variant(String, UInt64)", "Variant(Array(UInt8), String)", "Variant(FixedString(2), UInt64)")) {
            ColumnBuilder variant = builder(type);
            variant.appendFrom(source, 0);
            assertThat(variant.build().bytesValue(0)).as(type).isEqualTo(noText);
        }
        ColumnBuilder wider = builder("Variant(Array(String), String, UInt64)");
        ColumnBuilder narrow = builder("Variant(String, UInt64)");
        narrow.append(7L);
        narrow.appendFrom(source, 0);
        narrow.append(null);
        Column narrowed = narrow.build();
        for (int row = 0; row < 3; row++) {
            wider.appendFrom(narrowed, row);
        }
        Column widened = wider.build();
        assertThat(widened.longValue(0)).isEqualTo(7);
        assertThat(widened.bytesValue(1)).isEqualTo(noText);
        assertThat(widened.isNull(2)).isTrue();
    }

    @Test
    void whatADynamicHoldsIsTakenAsItIsByTheTypeThatItHas() {
        byte[] noText = {(byte) 0xff};
        ColumnBuilder texts = builder("Array(String)");
        texts.append(List.of(noText));
        ColumnBuilder pairs = builder("Tuple(String, UInt8)");
        pairs.append(List.of(noText, 1));
        ColumnBuilder map = builder("Map(String, UInt8)");
        map.append(Map.of("k", 2));
        Column[] sources = {texts.build(), pairs.build(), map.build()};
        ColumnBuilder packed = builder("Dynamic");
        for (Column source : sources) {
            packed.appendFrom(source, 0);
        }
        Column dynamic = packed.build();
        String[] types = {"Array(String)", "Tuple(String, UInt8)", "Map(String, UInt8)"};
        for (int i = 0; i < types.length; i++) {
            ColumnBuilder taken = builder(types[i]);
            taken.appendFrom(dynamic, i);
            assertThat(Blocks.write(Blocks.around(taken.build()))).isEqualTo(Blocks.write(Blocks.around(sources[i])));
        }
    }

    @Test
    void aDictionaryWithoutRowsMakesNoDefaultValue() {
        DictionaryColumn none = (DictionaryColumn)
                builder("LowCardinality(FixedString(16777215))").build();

        assertThat(none.dictionary().size()).isZero();
    }

    @Test
    void equalValuesShareAnEntryOfTheDictionary() {
        ColumnBuilder builder = builder("LowCardinality(String)");
        for (int i = 0; i < 1000; i++) {
            builder.append(i % 2 == 0 ? "even" : "odd");
        }
        refuses(builder, null);
        DictionaryColumn column = (DictionaryColumn) builder.build();
        assertThat(column.size()).isEqualTo(1000);
        assertThat(column.dictionary().size()).isEqualTo(3);
    }

    @Test
    void bytesThatChangeAfterwardsAreNotTakenForOthers() {
        ColumnBuilder builder = builder("LowCardinality(String)");
        byte[] bytes = {'a'};
        builder.append(bytes);
        bytes[0] = 'b';
        builder.append(bytes);
        builder.append(new byte[] {'a'});
        assertThat(values(builder)).isEqualTo(List.of("a", "b", "a"));
    }

    @Test
    void aNullableRefusesWhatItsValuesRefuse() {
        ColumnBuilder builder = builder("Nullable(Int32)");
        builder.append(null);
        refuses(builder, "x");
        builder.appendLong(7);
        assertThat(values(builder)).isEqualTo(Arrays.asList(null, 7));
    }
}
