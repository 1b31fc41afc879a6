package io.peristyle.codec;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The integers that a type takes, all of which a long holds.
 *
 * @param type the type's name
 * @param least the smallest
 * @param most the largest
 */
record IntegerRange(String type, long least, long most) {
    String takes() {
        return type + " takes whole numbers from " + least + " to " + most;
    }

    /** {@code value}, if it is in the range. */
    long exact(long value) {
        if (value < least || value > most) {
            throw Refusal.ofValue(takes(), "is outside");
        }
        return value;
    }

    /** {@code value} as an integer, if it is one. */
    long exact(double value) {
        long integer = (long) value;
        // 2^63 becomes the largest long, which as a double is 2^63 again.
        if (integer != value || integer == Long.MAX_VALUE) {
            throw Refusal.ofValue(takes(), "has a fraction or is outside");
        }
        return exact(integer);
    }

    /** {@code value} as an integer, if it is a number and one without a fraction. */
    long exact(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return exact(((Number) value).longValue());
        }
        if (value instanceof BigInteger integer) {
            if (integer.bitLength() >= Long.SIZE) {
                throw Refusal.ofValue(takes(), "is outside");
            }
            return exact(integer.longValue());
        }
        if (value instanceof BigDecimal decimal) {
            return exact(decimal);
        }
        if (value instanceof Double || value instanceof Float) {
            return exact(((Number) value).doubleValue());
        }
        throw Refusal.ofClass(takes(), value);
    }

    private long exact(BigDecimal value) {
        long integer;
        try {
            integer = value.longValueExact();
        } catch (ArithmeticException e) {
            IllegalArgumentException refusal = Refusal.ofValue(takes(), "has a fraction or is outside");
            refusal.initCause(e);
            throw refusal;
        }
        return exact(integer);
    }
}
