package io.peristyle.codec;

import java.math.BigInteger;
import java.util.List;

class UInt64CodecTest extends CodecContract {
    @Override
    String type() {
        return "UInt64";
    }

    @Override
    List<String> sql() {
        return List.of("0", "18446744073709551615", "7");
    }

    @Override
    List<BigInteger> values() {
        return List.of(BigInteger.ZERO, BigInteger.TWO.pow(64).subtract(BigInteger.ONE), BigInteger.valueOf(7));
    }
}
