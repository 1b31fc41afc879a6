package io.peristyle.cli.format;

import java.math.BigInteger;

/** Integers of more than eight bytes, little-endian. */
final class WideInteger {
    private WideInteger() {}

    static BigInteger signed(byte[] bytes, int from, int width) {
        return new BigInteger(reversed(bytes, from, width));
    }

    static BigInteger unsigned(byte[] bytes, int from, int width) {
        return new BigInteger(1, reversed(bytes, from, width));
    }

    private static byte[] reversed(byte[] bytes, int from, int width) {
        byte[] bigEndian = new byte[width];
        for (int i = 0; i < width; i++) {
            bigEndian[width - 1 - i] = bytes[from + i];
        }
        return bigEndian;
    }
}
