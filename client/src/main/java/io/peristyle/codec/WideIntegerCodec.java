package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * {@code Int128}, {@code Int256}, {@code UInt128}, {@code UInt256}: 16 or 32 bytes, little-endian. −2 as {@code Int128} is
 * {@code fe} and fifteen times {@code ff}.
 */
final class WideIntegerCodec extends FixedBytesCodec {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean signed;
    private final BigInteger least;
    private final BigInteger most;

    WideIntegerCodec(ClickHouseType type, int bytes, boolean signed) {
        super(type, bytes);
        this.signed = signed;
        BigInteger values = BigInteger.ONE.shiftLeft(bytes * Byte.SIZE);
        least = signed ? values.shiftRight(1).negate() : BigInteger.ZERO;
        most = least.add(values).subtract(BigInteger.ONE);
    }

    @Override
    public BigInteger value(FixedBytesColumn column, int row) {
        if (isLong(column, row)) {
            return BigInteger.valueOf(low(column, row));
        }
        byte[] bigEndian = new byte[width()];
        for (int i = 0, last = (row + 1) * width() - 1; i < width(); i++) {
            bigEndian[i] = column.bytes()[last - i];
        }
        return signed ? new BigInteger(bigEndian) : new BigInteger(1, bigEndian);
    }

    @Override
    public long longValue(FixedBytesColumn column, int row) {
        if (!isLong(column, row)) {
            throw new DataException("row " + row + ": no long holds this value of type "
                    + column.type().plain() + "; a BigInteger does");
        }
        return low(column, row);
    }

    @Override
    public double doubleValue(FixedBytesColumn column, int row) {
        return value(column, row).doubleValue();
    }

    @Override
    public @Nullable RowReader reader(FixedBytesColumn column, Class<?> target) {
        if (target.isAssignableFrom(BigInteger.class)) {
            return row -> value(column, row);
        } else if (target == BigDecimal.class) {
            return row -> new BigDecimal(value(column, row));
        } else if (target == double.class || target == Double.class) {
            return row -> exactDouble(column, row, target);
        } else if (target == float.class || target == Float.class) {
            return row -> exactFloat(column, row, target);
        }
        return NumberReaders.ofIntegers(column, target);
    }

    private double exactDouble(FixedBytesColumn column, int row, Class<?> target) {
        BigInteger value = value(column, row);
        double rounded = value.doubleValue();
        if (Double.isInfinite(rounded)
                || !new BigDecimal(rounded).toBigInteger().equals(value)) {
            throw NumberReaders.misfit(column, row, target);
        }
        return rounded;
    }

    private float exactFloat(FixedBytesColumn column, int row, Class<?> target) {
        BigInteger value = value(column, row);
        float rounded = value.floatValue();
        if (Float.isInfinite(rounded) || !new BigDecimal(rounded).toBigInteger().equals(value)) {
            throw NumberReaders.misfit(column, row, target);
        }
        return rounded;
    }

    @Override
    String takes() {
        return type() + " takes whole numbers from " + least + " to " + most;
    }

    @Override
    void put(Object value, byte[] target, int at) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            put(((Number) value).longValue(), target, at);
        } else if (value instanceof BigInteger integer) {
            put(integer, target, at);
        } else if (value instanceof BigDecimal decimal) {
            put(decimal, target, at);
        } else if (value instanceof Double || value instanceof Float) {
            put(((Number) value).doubleValue(), target, at);
        } else {
            throw Refusal.ofClass(takes(), value);
        }
    }

    @Override
    void put(long value, byte[] target, int at) {
        if (value < 0 && !signed) {
            throw Refusal.ofValue(takes(), "is negative");
        }
        LONG.set(target, at, value);
        for (int i = Long.BYTES; i < width(); i += Long.BYTES) {
            LONG.set(target, at + i, value >> (Long.SIZE - 1));
        }
    }

    private void put(double value, byte[] target, int at) {
        if (!Double.isFinite(value) || value != Math.rint(value)) {
            throw Refusal.ofValue(takes(), "has a fraction or is outside");
        }
        put(new BigDecimal(value).toBigIntegerExact(), target, at);
    }

    private void put(BigDecimal value, byte[] target, int at) {
        // Decides by the digits before the point first: 1E+1000000000 has a billion of them once written out.
        if (value.signum() != 0
                && (long) value.precision() - value.scale() > most.toString().length()) {
            throw Refusal.ofValue(takes(), "is outside");
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            throw Refusal.ofValue(takes(), "has a fraction");
        }
        put(stripped.toBigInteger(), target, at);
    }

    private void put(BigInteger value, byte[] target, int at) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw Refusal.ofValue(takes(), "is outside");
        }
        byte[] bigEndian = value.toByteArray();
        byte sign = (byte) (bigEndian[0] >> 7);
        for (int i = 0; i < width(); i++) {
            int from = bigEndian.length - 1 - i;
            target[at + i] = from < 0 ? sign : bigEndian[from];
        }
    }

    private long low(FixedBytesColumn column, int row) {
        return (long) LONG.get(column.bytes(), row * width());
    }

    /** Whether a long holds the value: all above the lowest 64 bits repeat its sign. */
    private boolean isLong(FixedBytesColumn column, int row) {
        int at = row * width();
        long low = (long) LONG.get(column.bytes(), at);
        long extension = low >> (Long.SIZE - 1);
        if (!signed && extension != 0) {
            return false;
        }
        long differing = 0;
        for (int i = Long.BYTES; i < width(); i += Long.BYTES) {
            differing |= (long) LONG.get(column.bytes(), at + i) ^ extension;
        }
        return differing == 0;
    }
}
