package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column.RowReader;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code Int8}: one byte, signed. */
final class Int8Codec extends ByteCodec {
    private static final IntegerRange RANGE = new IntegerRange("Int8", Byte.MIN_VALUE, Byte.MAX_VALUE);

    Int8Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Byte value(ByteColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public long longValue(ByteColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public double doubleValue(ByteColumn column, int row) {
        return longValue(column, row);
    }

    @Override
    public @Nullable RowReader reader(ByteColumn column, Class<?> target) {
        return target.isAssignableFrom(Byte.class) ? column::value : NumberReaders.ofIntegers(column, target);
    }

    @Override
    String takes() {
        return RANGE.takes();
    }

    @Override
    byte raw(Object value) {
        return (byte) RANGE.exact(value);
    }

    @Override
    byte raw(long value) {
        return (byte) RANGE.exact(value);
    }

    @Override
    byte raw(double value) {
        return (byte) RANGE.exact(value);
    }

    @Override
    public @Nullable ByteColumn wrap(Object array) {
        return array instanceof byte[] values ? new ByteColumn(type(), values, this) : null;
    }
}
