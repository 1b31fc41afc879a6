package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code UInt16}: two bytes, little-endian, unsigned. */
final class UInt16Codec extends ShortCodec {
    private static final IntegerRange RANGE = new IntegerRange("UInt16", 0, 65_535);

    UInt16Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Integer value(ShortColumn column, int row) {
        return Short.toUnsignedInt(column.rawValue(row));
    }

    @Override
    public long longValue(ShortColumn column, int row) {
        return Short.toUnsignedLong(column.rawValue(row));
    }

    @Override
    public double doubleValue(ShortColumn column, int row) {
        return longValue(column, row);
    }

    @Override
    public @Nullable RowReader reader(ShortColumn column, Class<?> target) {
        return target.isAssignableFrom(Integer.class) ? column::value : NumberReaders.ofIntegers(column, target);
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
}
