package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.IntColumn;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code Int32}: four bytes, little-endian, signed. */
final class Int32Codec extends IntCodec {
    private static final IntegerRange RANGE = new IntegerRange("Int32", Integer.MIN_VALUE, Integer.MAX_VALUE);

    Int32Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Integer value(IntColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public long longValue(IntColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public double doubleValue(IntColumn column, int row) {
        return longValue(column, row);
    }

    @Override
    public @Nullable RowReader reader(IntColumn column, Class<?> target) {
        return target.isAssignableFrom(Integer.class) ? column::value : NumberReaders.ofIntegers(column, target);
    }

    @Override
    String takes() {
        return RANGE.takes();
    }

    @Override
    int raw(Object value) {
        return (int) RANGE.exact(value);
    }

    @Override
    int raw(long value) {
        return (int) RANGE.exact(value);
    }

    @Override
    int raw(double value) {
        return (int) RANGE.exact(value);
    }

    @Override
    public @Nullable IntColumn wrap(Object array) {
        return array instanceof int[] values ? new IntColumn(type(), values, this) : null;
    }
}
