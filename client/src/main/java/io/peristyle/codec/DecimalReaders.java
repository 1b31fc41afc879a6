package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decimals as other Java types: what the other type does not hold exactly is refused. */
final class DecimalReaders {
    private DecimalReaders() {}

    /** Reads a column whose values are of class BigDecimal; null if {@code target} is not a number's or text's class. */
    static @Nullable RowReader of(Column column, Class<?> target) {
        if (target.isAssignableFrom(BigDecimal.class)) {
            return row -> decimal(column, row);
        }
        Function<BigDecimal, Object> conversion = conversion(target);
        return conversion == null
                ? NumberReaders.ofText(column, target)
                : row -> exactly(column, row, target, conversion);
    }

    private static @Nullable Function<BigDecimal, Object> conversion(Class<?> target) {
        if (target == double.class || target == Double.class) {
            return DecimalReaders::toDouble;
        } else if (target == float.class || target == Float.class) {
            return DecimalReaders::toFloat;
        } else if (target == long.class || target == Long.class) {
            return BigDecimal::longValueExact;
        } else if (target == int.class || target == Integer.class) {
            return BigDecimal::intValueExact;
        } else if (target == short.class || target == Short.class) {
            return BigDecimal::shortValueExact;
        } else if (target == byte.class || target == Byte.class) {
            return BigDecimal::byteValueExact;
        }
        return target == java.math.BigInteger.class ? BigDecimal::toBigIntegerExact : null;
    }

    private static Object exactly(Column column, int row, Class<?> target, Function<BigDecimal, Object> conversion) {
        try {
            return conversion.apply(decimal(column, row));
        } catch (ArithmeticException e) {
            throw NumberReaders.misfit(column, row, target);
        }
    }

    private static BigDecimal decimal(Column column, int row) {
        return (BigDecimal) Objects.requireNonNull(column.value(row));
    }

    private static double toDouble(BigDecimal value) {
        double rounded = value.doubleValue();
        if (!ExactDouble.isHeld(value, rounded)) {
            throw new ArithmeticException();
        }
        return rounded;
    }

    private static float toFloat(BigDecimal value) {
        float rounded = value.floatValue();
        if (Float.isInfinite(rounded) || new BigDecimal(Float.toString(rounded)).compareTo(value) != 0) {
            throw new ArithmeticException();
        }
        return rounded;
    }
}
