package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrayMappingTest {
    private static Column column(String type, Object... values) {
        ColumnBuilder builder = Blocks.CODECS.builder(ClickHouseType.parse(type), values.length);
        Arrays.stream(values).forEach(builder::append);
        return builder.build();
    }

    private static Object read(Column column, Class<?> target, int row) {
        Column.RowReader reader = column.reader(target);
        assertThat(reader).as("%s as %s", column.type(), target).isNotNull();
        return reader.read(row);
    }

    @Test
    void readsArraysOfPrimitives() {
        Column longs = column("Array(Int64)", List.of(7), List.of(1, 2, 300));
        assertThat(read(longs, long[].class, 1)).isEqualTo(new long[] {1, 2, 300});
        assertThat(read(longs, int[].class, 1)).isEqualTo(new int[] {1, 2, 300});
        assertThat(read(longs, short[].class, 1)).isEqualTo(new short[] {1, 2, 300});
        assertThat(read(longs, double[].class, 1)).isEqualTo(new double[] {1, 2, 300});
        assertThat(read(longs, byte[].class, 0)).isEqualTo(new byte[] {7});
        Column doubles = column("Array(Float64)", new double[] {1.5}, new double[0]);
        assertThat(read(doubles, double[].class, 0)).isEqualTo(new double[] {1.5});
        assertThat(read(doubles, double[].class, 1)).isEqualTo(new double[0]);
        assertThat(read(column("Array(Bool)", List.of(true, false)), boolean[].class, 0))
                .isEqualTo(new boolean[] {true, false});
    }

    @Test
    void readsFractionalNumbersAsArraysOfWholeOnesWhereTheyAre() {
        Column doubles = column("Array(Float64)", new double[] {1, -2}, new double[] {1.5});
        assertThat(read(doubles, long[].class, 0)).isEqualTo(new long[] {1, -2});
        assertThat(read(doubles, byte[].class, 0)).isEqualTo(new byte[] {1, -2});
        assertThatThrownBy(() -> read(doubles, long[].class, 1)).isInstanceOf(DataException.class);
        Column decimals = column("Array(Decimal(9, 2))", List.of(3, 4));
        assertThat(read(decimals, int[].class, 0)).isEqualTo(new int[] {3, 4});
        assertThat(read(decimals, short[].class, 0)).isEqualTo(new short[] {3, 4});
    }

    @Test
    void refusesAnElementThatThePrimitiveCannotHold() {
        Column longs = column("Array(Int64)", List.of(300));
        assertThatThrownBy(() -> read(longs, byte[].class, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("300");
        Column nullable = column("Array(Nullable(Int64))", Arrays.asList(1L, null));
        assertThatThrownBy(() -> read(nullable, long[].class, 0)).isInstanceOf(DataException.class);
    }

    @Test
    void refusesNumbersThatAFloatingPointArrayWouldRound() {
        Column precise = column("Array(Int64)", List.of(9_007_199_254_740_993L));
        assertThatThrownBy(() -> read(precise, double[].class, 0)).isInstanceOf(DataException.class);
        Column odd = column("Array(Int32)", List.of(16_777_217));
        assertThatThrownBy(() -> read(odd, float[].class, 0)).isInstanceOf(DataException.class);
        assertThat(read(odd, double[].class, 0)).isEqualTo(new double[] {16_777_217});
        Column decimals = column("Array(Decimal(38, 20))", List.of(new BigDecimal("0.12345678901234567890")));
        assertThatThrownBy(() -> read(decimals, double[].class, 0)).isInstanceOf(DataException.class);
        Column floats = column("Array(Float32)", List.of(0.1f, 2f));
        assertThat(read(floats, float[].class, 0)).isEqualTo(new float[] {0.1f, 2f});
    }

    @Test
    void refusesNullInAnArrayOfAnyPrimitive() {
        Column flags = column("Array(Nullable(Bool))", Arrays.asList(true, null));
        assertThatThrownBy(() -> read(flags, boolean[].class, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("NULL");
        Column numbers = column("Array(Nullable(Float64))", Arrays.asList(1.0, null));
        assertThatThrownBy(() -> read(numbers, double[].class, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("NULL");
    }

    @Test
    void readsArraysOfObjectsAndOfArrays() {
        Column strings = column("Array(Nullable(String))", Arrays.asList("a", null));
        assertThat(read(strings, String[].class, 0)).isEqualTo(new String[] {"a", null});
        Column nested = column("Array(Array(Int64))", List.of(List.of(1, 2), List.of()));
        assertThat(read(nested, long[][].class, 0)).isEqualTo(new long[][] {{1, 2}, {}});
    }

    @Test
    void readsListsThatCannotBeChanged() {
        Column column = column("Array(Int32)", new int[] {1, 2});
        assertThat(read(column, Collection.class, 0)).isEqualTo(List.of(1, 2));
        List<?> list = (List<?>) read(column, List.class, 0);
        assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        Map<?, ?> map = (Map<?, ?>) read(column("Map(String, Int32)", Map.of("a", 1)), Map.class, 0);
        assertThat(map).isEqualTo(Map.of("a", 1));
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void knowsWhatItDoesNotConvertTo() {
        assertThat(column("Array(String)", List.of("a")).reader(long[].class)).isNull();
        assertThat(column("Array(Int32)", List.of(1)).reader(Map.class)).isNull();
        assertThat(column("Map(String, Int32)", Map.of()).reader(List.class)).isNull();
        assertThat(column("Tuple(Int32)", List.of(1)).reader(Map.class)).isNull();
    }
}
