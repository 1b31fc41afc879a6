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
