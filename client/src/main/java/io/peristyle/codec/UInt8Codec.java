package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column.RowReader;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code UInt8}: one byte, unsigned. 0 and 1 are what servers without {@code Bool} have for a truth value. */
final class UInt8Codec extends ByteCodec {
    private static final IntegerRange RANGE = new IntegerRange("UInt8", 0, 255);

    UInt8Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Short value(ByteColumn column, int row) {
        return (short) Byte.toUnsignedInt(column.rawValue(row));
    }

    @Override
    public long longValue(ByteColumn column, int row) {
        return Byte.toUnsignedLong(column.rawValue(row));
    }

    @Override
    public double doubleValue(ByteColumn column, int row) {
        return longValue(column, row);
    }

    @Override
    public @Nullable RowReader reader(ByteColumn column, Class<?> target) {
        if (target == boolean.class || target == Boolean.class) {
            return row -> truth(column, row);
        }
        return target.isAssignableFrom(Short.class) ? column::value : NumberReaders.ofIntegers(column, target);
    }

    @Override
    String takes() {
        return RANGE.takes();
    }

    @Override
    byte raw(Object value) {
        if (value instanceof Boolean truth) {
            return (byte) (truth ? 1 : 0);
        }
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

    private static boolean truth(ByteColumn column, int row) {
        byte raw = column.rawValue(row);
        if (raw != 0 && raw != 1) {
            throw NumberReaders.misfit(column, row, boolean.class);
        }
        return raw == 1;
    }
}
