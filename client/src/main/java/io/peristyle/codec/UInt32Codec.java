package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.IntColumn;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code UInt32}: four bytes, little-endian, unsigned. */
final class UInt32Codec extends IntCodec {
    private static final IntegerRange RANGE = new IntegerRange("UInt32", 0, 4_294_967_295L);

    UInt32Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Long value(IntColumn column, int row) {
        return Integer.toUnsignedLong(column.rawValue(row));
    }

    @Override
    public long longValue(IntColumn column, int row) {
        return Integer.toUnsignedLong(column.rawValue(row));
    }

    @Override
    public double doubleValue(IntColumn column, int row) {
        return longValue(column, row);
    }

    @Override
    public @Nullable RowReader reader(IntColumn column, Class<?> target) {
        return target.isAssignableFrom(Long.class) ? column::value : NumberReaders.ofIntegers(column, target);
    }

    @Override
    public @Nullable IntColumn wrap(Object array) {
        return wrapUnsigned(array);
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
}
