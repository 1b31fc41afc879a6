package io.peristyle.codec;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Integers beyond 64 bits and the short floating point number, as a server sends them. */
class LargeNumbersTest {
    private static final BigInteger TWO_TO_127 = BigInteger.ONE.shiftLeft(127);
    private static final BigInteger TWO_TO_255 = BigInteger.ONE.shiftLeft(255);

    @Nested
    class Int128Column extends CodecContract {
        @Override
        String type() {
            return "Int128";
        }

        @Override
        List<String> sql() {
            return List.of(
                    "'-170141183460469231731687303715884105728'",
                    "-2",
                    "0",
                    "'18446744073709551616'",
                    "'170141183460469231731687303715884105727'");
        }

        @Override
        List<?> values() {
            return List.of(
                    TWO_TO_127.negate(),
                    BigInteger.TWO.negate(),
                    BigInteger.ZERO,
                    BigInteger.ONE.shiftLeft(64),
                    TWO_TO_127.subtract(BigInteger.ONE));
        }

        @Override
        List<?> given() {
            return List.of(
                    TWO_TO_127.negate(),
                    -2L,
                    (byte) 0,
                    new java.math.BigDecimal(BigInteger.ONE.shiftLeft(64)),
                    TWO_TO_127.subtract(BigInteger.ONE));
        }
    }

    @Nested
    class UInt128Column extends CodecContract {
        @Override
        String type() {
            return "UInt128";
        }

        @Override
        List<String> sql() {
            return List.of("0", "18446744073709551615", "'340282366920938463463374607431768211455'");
        }

        @Override
        List<?> values() {
            return List.of(
                    BigInteger.ZERO,
                    BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
                    BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
        }
    }

    @Nested
    class Int256Column extends CodecContract {
        @Override
        String type() {
            return "Int256";
        }

        @Override
        List<String> sql() {
            return List.of("'" + TWO_TO_255.negate() + "'", "-1", "'" + TWO_TO_255.subtract(BigInteger.ONE) + "'");
        }

        @Override
        List<?> values() {
            return List.of(TWO_TO_255.negate(), BigInteger.ONE.negate(), TWO_TO_255.subtract(BigInteger.ONE));
        }
    }

    @Nested
    class UInt256Column extends CodecContract {
        @Override
        String type() {
            return "UInt256";
        }

        @Override
        List<String> sql() {
            return List.of("0", "'" + TWO_TO_255.shiftLeft(1).subtract(BigInteger.ONE) + "'");
        }

        @Override
        List<?> values() {
            return List.of(BigInteger.ZERO, TWO_TO_255.shiftLeft(1).subtract(BigInteger.ONE));
        }
    }

    @Nested
    class BFloat16Column extends CodecContract {
        @Override
        String type() {
            return "BFloat16";
        }

        @Override
        List<String> sql() {
            return List.of("1.5", "-0.0", "nan", "inf", "1e30", "0.1");
        }

        @Override
        List<?> values() {
            return List.of(
                    1.5f,
                    -0f,
                    Float.NaN,
                    Float.POSITIVE_INFINITY,
                    Float.intBitsToFloat(0x71490000),
                    Float.intBitsToFloat(0x3dcc0000));
        }
    }
}
