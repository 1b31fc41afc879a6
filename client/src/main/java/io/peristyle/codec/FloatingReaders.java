package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Floating point numbers as other Java types: what the other type does not hold exactly is refused. */
final class FloatingReaders {
    private FloatingReaders() {}

    /** Reads a column of floating point numbers; null if {@code target} is not a number's or text's class. */
    static @Nullable RowReader of(Column column, Class<?> target) {
        if (target == double.class || target == Double.class) {
            return column::doubleValue;
        } else if (target == float.class || target == Float.class) {
            return row -> narrow(column, row);
        } else if (target == long.class || target == Long.class) {
            return row -> integer(column, row, Long.MIN_VALUE, Long.MAX_VALUE, target);
        } else if (target == int.class || target == Integer.class) {
            return row -> (int) integer(column, row, Integer.MIN_VALUE, Integer.MAX_VALUE, target);
        } else if (target == short.class || target == Short.class) {
            return row -> (short) integer(column, row, Short.MIN_VALUE, Short.MAX_VALUE, target);
        } else if (target == byte.class || target == Byte.class) {
            return row -> (byte) integer(column, row, Byte.MIN_VALUE, Byte.MAX_VALUE, target);
        } else if (target == BigInteger.class) {
            return row -> bigInteger(column, row);
        } else if (target == BigDecimal.class) {
            return row -> bigDecimal(column, row);
        }
        return NumberReaders.ofText(column, target);
    }

    private static float narrow(Column column, int row) {
        double value = column.doubleValue(row);
        if ((float) value != value && !Double.isNaN(value)) {
            throw NumberReaders.misfit(column, row, float.class);
        }
        return (float) value;
    }

    private static long integer(Column column, int row, long least, long most, Class<?> target) {
        double value = column.doubleValue(row);
        long integer = (long) value;
        // 2^63 becomes the largest long, which as a double is 2^63 again.
        if (integer != value || integer < least || integer > most || integer == Long.MAX_VALUE) {
            throw NumberReaders.misfit(column, row, target);
        }
        return integer;
    }

    private static BigInteger bigInteger(Column column, int row) {
        double value = column.doubleValue(row);
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            throw NumberReaders.misfit(column, row, BigInteger.class);
        }
        return new BigDecimal(value).toBigIntegerExact();
    }

    /** The shortest decimal that rounds to the value, which is what prints. */
    private static BigDecimal bigDecimal(Column column, int row) {
        if (!Double.isFinite(column.doubleValue(row))) {
            throw NumberReaders.misfit(column, row, BigDecimal.class);
        }
        return new BigDecimal(column.stringValue(row));
    }
}
