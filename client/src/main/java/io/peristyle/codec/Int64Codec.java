package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.LongColumn;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code Int64}: eight bytes, little-endian, signed. */
final class Int64Codec extends LongCodec {
    private static final IntegerRange RANGE = new IntegerRange("Int64", Long.MIN_VALUE, Long.MAX_VALUE);

    Int64Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Long value(LongColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public long longValue(LongColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public double doubleValue(LongColumn column, int row) {
        return longValue(column, row);
    }

    @Override
    public @Nullable RowReader reader(LongColumn column, Class<?> target) {
        return target.isAssignableFrom(Long.class) ? column::value : NumberReaders.ofIntegers(column, target);
    }

    @Override
    String takes() {
        return RANGE.takes();
    }

    @Override
    long raw(Object value) {
        return RANGE.exact(value);
    }

    @Override
    long raw(long value) {
        return RANGE.exact(value);
    }

    @Override
    long raw(double value) {
        return RANGE.exact(value);
    }

    @Override
    public @Nullable LongColumn wrap(Object array) {
        return array instanceof long[] values ? new LongColumn(type(), values, this) : null;
    }
}
