package io.peristyle.cli.format;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a given binary floating point number, and of these the closest to it.
 *
 * <p>Implementation note: the method is Giulietti's Schubfach. A number {@code c·2^q} is the middle of the interval of
 * reals that round to it. There is one power {@code 10^k} not wider than the interval with {@code 10^(k+1)} wider; the
 * interval then has at least one multiple of the first and at most one of the second. Interval ends are compared as
 * multiples of {@code 10^k / 4}, computed from 126 bits of {@code 10^-k} and rounded to odd, which the paper proves to be
 * enough for exact comparisons. Those powers are made when first needed: few are, and a table would cost at every start.
 */
final class ShortestDecimal {
    private static final int LEAST_EXPONENT = -324;
    private static final int GREATEST_EXPONENT = 324;
    private static final long LOW_63_BITS = Long.MAX_VALUE;

    private final long[] high = new long[GREATEST_EXPONENT - LEAST_EXPONENT + 1];
    private final long[] low = new long[GREATEST_EXPONENT - LEAST_EXPONENT + 1];

    private long digits;
    private int exponent;

    /** The digits found last, not ending in zero unless there is but one. */
    long digits() {
        return digits;
    }

    /** The power of ten that {@link #digits()} are multiplied with. */
    int exponent() {
        return exponent;
    }

    /** Finds the decimal of a finite {@code value} above zero. */
    void find(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << 52) - 1);
        int biased = (int) (bits >>> 52);
        if (biased == 0) {
            find(fraction, -1074, true);
        } else {
            find(fraction | 1L << 52, biased - 1075, fraction != 0 || biased == 1);
        }
    }

    /** Finds the decimal of a finite {@code value} above zero. */
    void find(float value) {
        int bits = Float.floatToRawIntBits(value);
        int fraction = bits & ((1 << 23) - 1);
        int biased = bits >>> 23;
        if (biased == 0) {
            find(fraction, -149, true);
        } else {
            find(fraction | 1 << 23, biased - 150, fraction != 0 || biased == 1);
        }
    }

    /** @param even whether the interval reaches as far below the number as above it */
    private void find(long c, int q, boolean even) {
        int k = even ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
        int h = q + floorLog2Pow10(-k) + 2;
        int power = power(-k);
        long excluded = c & 1;
        long middle = scaled(power, (c << 2) << h);
        long lower = scaled(power, ((c << 2) - (even ? 2 : 1)) << h) + excluded;
        long upper = scaled(power, ((c << 2) + 2) << h) - excluded;
        long floor = middle >> 2;
        if (floor >= 10) {
            long tens = floor / 10 * 10;
            boolean belowFits = lower <= tens << 2;
            boolean aboveFits = (tens + 10) << 2 <= upper;
            if (belowFits != aboveFits) {
                keep(belowFits ? tens : tens + 10, k);
                return;
            }
        }
        boolean belowFits = lower <= floor << 2;
        boolean aboveFits = (floor + 1) << 2 <= upper;
        if (belowFits != aboveFits) {
            keep(belowFits ? floor : floor + 1, k);
            return;
        }
        long beyondHalf = middle - (floor << 2) - 2;
        boolean down = beyondHalf < 0 || (beyondHalf == 0 && (floor & 1) == 0);
        keep(down ? floor : floor + 1, k);
    }

    private void keep(long found, int k) {
        digits = found;
        exponent = k;
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
    }

    /** {@code 10^i · c}, scaled by the power of two that {@code h} was chosen for, rounded to odd. */
    private long scaled(int power, long c) {
        long carry = Math.multiplyHigh(low[power], c);
        long middle = high[power] * c;
        long top = Math.multiplyHigh(high[power], c);
        long rest = (middle >>> 1) + carry;
        long whole = top + (rest >>> 63);
        return whole | (((rest & LOW_63_BITS) + LOW_63_BITS) >>> 63);
    }

    /** Where {@code 10^i} is, in two halves of 63 bits: scaled to 126 bits, rounded down, plus one. */
    private int power(int i) {
        int index = i - LEAST_EXPONENT;
        if (high[index] == 0) {
            int shift = 125 - floorLog2Pow10(i);
            BigInteger scaled = i >= 0
                    ? shifted(BigInteger.TEN.pow(i), shift)
                    : BigInteger.ONE.shiftLeft(shift).divide(BigInteger.TEN.pow(-i));
            scaled = scaled.add(BigInteger.ONE);
            low[index] = scaled.longValue() & LOW_63_BITS;
            high[index] = scaled.shiftRight(63).longValue();
        }
        return index;
    }

    private static BigInteger shifted(BigInteger value, int left) {
        return left >= 0 ? value.shiftLeft(left) : value.shiftRight(-left);
    }

    // Each constant is the logarithm in fixed point, wide enough to be exact for all exponents of a double.

    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }
}
