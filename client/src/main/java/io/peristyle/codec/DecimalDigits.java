package io.peristyle.codec;

import io.peristyle.type.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The numbers that a decimal type takes, as the integers of 10<sup>-scale</sup> that it stores. */
final class DecimalDigits {
    private final DecimalType type;
    private final BigInteger limit;
    private final long longLimit;
    private final long unit;

    DecimalDigits(DecimalType type) {
        this.type = type;
        this.limit = BigInteger.TEN.pow(type.precision());
        boolean isLong = limit.bitLength() < Long.SIZE;
        this.longLimit = isLong ? limit.longValueExact() : Long.MAX_VALUE;
        this.unit = isLong ? BigInteger.TEN.pow(type.scale()).longValueExact() : 0;
    }

    String takes() {
        return type + " takes numbers of at most " + (type.precision() - type.scale()) + " digits before the point and "
                + type.scale() + " behind it";
    }

    /** The integer for a type of up to 18 digits, all of which a long holds. */
    long unscaledLong(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return unscaledLong(((Number) value).longValue());
        }
        return unscaled(value).longValue();
    }

    /** The integer for a type of up to 18 digits, all of which a long holds. */
    long unscaledLong(long value) {
        if (value <= -longLimit / unit || value >= longLimit / unit) {
            throw Refusal.ofValue(takes(), "has more before it");
        }
        return value * unit;
    }

    BigInteger unscaled(Object value) {
        if (value instanceof BigDecimal decimal) {
            return unscaled(decimal);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return unscaled(BigDecimal.valueOf(((Number) value).longValue()));
        } else if (value instanceof BigInteger integer) {
            return unscaled(new BigDecimal(integer));
        } else if (value instanceof Double || value instanceof Float) {
            return unscaled(shortest((Number) value));
        }
        throw Refusal.ofClass(takes(), value);
    }

    private BigInteger unscaled(BigDecimal value) {
        BigDecimal scaled = value.scale() == type.scale() ? value : rescaled(value);
        BigInteger unscaled = scaled.unscaledValue();
        if (unscaled.abs().compareTo(limit) >= 0) {
            throw Refusal.ofValue(takes(), "has more before it");
        }
        return unscaled;
    }

    /** Compares digits first: 1E+1000000000 has a billion of them once written out. */
    private BigDecimal rescaled(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > type.scale()) {
            throw Refusal.ofValue(takes(), "has more behind it");
        }
        if ((long) stripped.precision() - stripped.scale() > type.precision() - type.scale()) {
            throw Refusal.ofValue(takes(), "has more before it");
        }
        return stripped.setScale(type.scale());
    }

    /** The decimal that prints: the double nearest to one tenth stands for 0.1. */
    private BigDecimal shortest(Number value) {
        if (!Double.isFinite(value.doubleValue())) {
            throw Refusal.ofValue(takes(), "is not finite");
        }
        return new BigDecimal(value.toString());
    }
}
