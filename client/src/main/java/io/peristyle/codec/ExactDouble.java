package io.peristyle.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Java's numbers as doubles, if a double holds them. */
final class ExactDouble {
    private ExactDouble() {}

    static double of(long value, String takes) {
        double rounded = value;
        // The largest long rounds up to 2^63, which as a long is the largest long again.
        if ((long) rounded != value || value == Long.MAX_VALUE) {
            throw Refusal.ofValue(takes, "is a long with more digits");
        }
        return rounded;
    }

    static double of(Object value, String takes) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return of(((Number) value).longValue(), takes);
        } else if (value instanceof BigInteger integer) {
            return of(new BigDecimal(integer), takes);
        } else if (value instanceof BigDecimal decimal) {
            return of(decimal, takes);
        }
        throw Refusal.ofClass(takes, value);
    }

    private static double of(BigDecimal value, String takes) {
        double rounded = value.doubleValue();
        if (!isHeld(value, rounded)) {
            throw Refusal.ofValue(takes, "has more digits or a larger exponent");
        }
        return rounded;
    }

    /**
     * Whether {@code rounded} is {@code value}, or prints its digits: 0.1 passes, though no binary fraction is one tenth.
     */
    static boolean isHeld(BigDecimal value, double rounded) {
        return !Double.isInfinite(rounded)
                && (BigDecimal.valueOf(rounded).compareTo(value) == 0 || new BigDecimal(rounded).compareTo(value) == 0);
    }

    /** The same for a float, which prints fewer digits. */
    static boolean isHeld(BigDecimal value, float rounded) {
        return !Float.isInfinite(rounded)
                && (new BigDecimal(Float.toString(rounded)).compareTo(value) == 0
                        || new BigDecimal(rounded).compareTo(value) == 0);
    }
}
