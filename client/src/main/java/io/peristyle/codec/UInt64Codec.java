package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.LongColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code UInt64}: eight bytes, little-endian, unsigned. 2<sup>63</sup> and more, which no long holds, are refused where a
 * long is asked for; the raw value alone is negative there.
 */
final class UInt64Codec extends LongCodec {
    private static final String TAKES = "UInt64 takes whole numbers from 0 to 18446744073709551615";
    private static final double TWO_TO_63 = 0x1p63;

    UInt64Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public BigInteger value(LongColumn column, int row) {
        long raw = column.rawValue(row);
        return raw >= 0
                ? BigInteger.valueOf(raw)
                : BigInteger.valueOf(raw & Long.MAX_VALUE).setBit(Long.SIZE - 1);
    }

    @Override
    public long longValue(LongColumn column, int row) {
        long raw = column.rawValue(row);
        if (raw < 0) {
            throw new DataException(
                    "row " + row + ": this UInt64 is 2^63 or more and no long holds it; a BigInteger does");
        }
        return raw;
    }

    @Override
    public double doubleValue(LongColumn column, int row) {
        return toDouble(column.rawValue(row));
    }

    @Override
    public String stringValue(LongColumn column, int row) {
        return Long.toUnsignedString(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(LongColumn column, Class<?> target) {
        if (target.isAssignableFrom(BigInteger.class)) {
            return column::value;
        } else if (target == BigDecimal.class) {
            return row -> new BigDecimal(value(column, row));
        } else if (target == double.class || target == Double.class) {
            return row -> exactDouble(column, row, 53, target);
        } else if (target == float.class || target == Float.class) {
            return row -> (float) exactDouble(column, row, 24, target);
        }
        return NumberReaders.ofIntegers(column, target);
    }

    @Override
    String takes() {
        return TAKES;
    }

    @Override
    long raw(Object value) {
        if (value instanceof BigInteger integer) {
            return raw(integer);
        } else if (value instanceof BigDecimal decimal) {
            return raw(decimal);
        } else if (value instanceof Double || value instanceof Float) {
            return raw(((Number) value).doubleValue());
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return raw(((Number) value).longValue());
        }
        throw Refusal.ofClass(TAKES, value);
    }

    @Override
    long raw(long value) {
        if (value < 0) {
            throw Refusal.ofValue(TAKES, "is negative");
        }
        return value;
    }

    @Override
    long raw(double value) {
        if (!(value >= 0 && value < 2 * TWO_TO_63) || value != Math.rint(value)) {
            throw Refusal.ofValue(TAKES, "has a fraction or is outside");
        }
        return value < TWO_TO_63 ? (long) value : (long) (value - TWO_TO_63) | Long.MIN_VALUE;
    }

    /** The array itself unless a value is negative. */
    @Override
    public @Nullable LongColumn wrap(Object array) {
        if (!(array instanceof long[] values)) {
            return null;
        }
        long signs = 0;
        for (long value : values) {
            signs |= value;
        }
        return signs < 0 ? null : new LongColumn(type(), values, this);
    }

    private static long raw(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
            throw Refusal.ofValue(TAKES, "is outside");
        }
        return value.longValue();
    }

    private static long raw(BigDecimal value) {
        // Decides by the digits before the point first: 1E+1000000000 has a billion of them once written out.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > 20) {
            throw Refusal.ofValue(TAKES, "is outside");
        }
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (stripped.scale() > 0) {
            throw Refusal.ofValue(TAKES, "has a fraction");
        }
        return raw(stripped.toBigInteger());
    }

    private static double toDouble(long raw) {
        // Halved with the lowest bit kept, so that rounding to a double sees whether anything was cut off.
        return raw >= 0 ? raw : ((raw >>> 1) | (raw & 1)) * 2.0;
    }

    private static double exactDouble(LongColumn column, int row, int bits, Class<?> target) {
        long raw = column.rawValue(row);
        if (Long.SIZE - Long.numberOfLeadingZeros(raw) - Long.numberOfTrailingZeros(raw) > bits) {
            throw NumberReaders.misfit(column, row, target);
        }
        return toDouble(raw);
    }
}
