package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import io.peristyle.error.DataException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers as other Java types: a value that the other type does not hold exactly is refused, never changed. */
final class NumberReaders {
    private NumberReaders() {}

    /** Reads a column of integers by {@link Column#longValue}; null if {@code target} is not a number's or text's class. */
    static @Nullable RowReader ofIntegers(Column column, Class<?> target) {
        if (target == long.class || target == Long.class) {
            return column::longValue;
        } else if (target == int.class || target == Integer.class) {
            return row -> (int) between(column, row, Integer.MIN_VALUE, Integer.MAX_VALUE, target);
        } else if (target == short.class || target == Short.class) {
            return row -> (short) between(column, row, Short.MIN_VALUE, Short.MAX_VALUE, target);
        } else if (target == byte.class || target == Byte.class) {
            return row -> (byte) between(column, row, Byte.MIN_VALUE, Byte.MAX_VALUE, target);
        } else if (target == double.class || target == Double.class) {
            return row -> (double) withinBits(column, row, 53, target);
        } else if (target == float.class || target == Float.class) {
            return row -> (float) withinBits(column, row, 24, target);
        } else if (target == BigInteger.class) {
            return row -> BigInteger.valueOf(column.longValue(row));
        } else if (target == BigDecimal.class) {
            return row -> BigDecimal.valueOf(column.longValue(row));
        }
        return ofText(column, target);
    }

    /** Reads a column of any values as text; null if {@code target} is not text's class. */
    static @Nullable RowReader ofText(Column column, Class<?> target) {
        return target == String.class || target == CharSequence.class ? column::stringValue : null;
    }

    static DataException misfit(Column column, int row, Class<?> target) {
        return new DataException("row " + row + ": a " + target.getSimpleName() + " does not hold this value of type "
                + column.type() + " exactly");
    }

    private static long between(Column column, int row, long least, long most, Class<?> target) {
        long value = column.longValue(row);
        if (value < least || value > most) {
            throw misfit(column, row, target);
        }
        return value;
    }

    private static long withinBits(Column column, int row, int bits, Class<?> target) {
        long value = column.longValue(row);
        if (Long.SIZE - Long.numberOfLeadingZeros(Math.abs(value)) - Long.numberOfTrailingZeros(value) > bits) {
            throw misfit(column, row, target);
        }
        return value;
    }
}
