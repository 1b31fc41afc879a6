package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code Int16}: two bytes, little-endian, signed. */
final class Int16Codec extends ShortCodec {
    private static final IntegerRange RANGE = new IntegerRange("Int16", Short.MIN_VALUE, Short.MAX_VALUE);

    Int16Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Short value(ShortColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public long longValue(ShortColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public double doubleValue(ShortColumn column, int row) {
        return longValue(column, row);
    }

    @Override
    public @Nullable RowReader reader(ShortColumn column, Class<?> target) {
        return target.isAssignableFrom(Short.class) ? column::value : NumberReaders.ofIntegers(column, target);
    }

    @Override
    String takes() {
        return RANGE.takes();
    }

    @Override
    short raw(Object value) {
        return (short) RANGE.exact(value);
    }

    @Override
    short raw(long value) {
        return (short) RANGE.exact(value);
    }

    @Override
    short raw(double value) {
        return (short) RANGE.exact(value);
    }

    @Override
    public @Nullable ShortColumn wrap(Object array) {
        return array instanceof short[] values ? new ShortColumn(type(), values, this) : null;
    }
}
