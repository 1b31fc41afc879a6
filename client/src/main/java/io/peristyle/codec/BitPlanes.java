package io.peristyle.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of 16, 32 or 64 bits, to and from a plane for each of their bits, the highest first: 64 numbers at a time, whose
 * bits are eight bytes in every plane.
 *
 * <h2>Implementation note</h2>
 *
 * The lowest plane is the first word. Turning the square of words over makes the bits of one place those of one number.
 * Where a number has less than 64 bits, squares lie side by side in the words: number {@code i} of 32 bits is in word
 * {@code i % 32}, in its lower half if {@code i < 32}.
 */
final class BitPlanes {
    /** Numbers taken at a time. */
    static final int NUMBERS = Long.SIZE;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The lower half of what is swapped at each size. */
    private static final long INTS = 0x0000_0000_ffff_ffffL;

    private static final long SHORTS = 0x0000_ffff_0000_ffffL;
    private static final long BYTES = 0x00ff_00ff_00ff_00ffL;
    private static final long FOURS = 0x0f0f_0f0f_0f0f_0f0fL;
    private static final long PAIRS = 0x3333_3333_3333_3333L;
    private static final long BITS = 0x5555_5555_5555_5555L;

    private final byte[] bytes;
    private final int planes;
    private final int planeBytes;
    private final long[] words;

    /** {@code bytes} are the planes, one behind the other. */
    BitPlanes(byte[] bytes, int planes) {
        this.bytes = bytes;
        this.planes = planes;
        planeBytes = bytes.length / planes;
        words = new long[planes];
    }

    /** Bytes of each plane. */
    int planeBytes() {
        return planeBytes;
    }

    /** The numbers at hand. */
    long[] words() {
        return words;
    }

    /** The word that the first of eight numbers is in, those of byte {@code index} of the eight; the next ones follow. */
    int word(int index) {
        return index * Byte.SIZE & (planes - 1);
    }

    /** How far up in their words these numbers are. */
    int shift(int index) {
        return index * Byte.SIZE & -planes;
    }

    /** Takes the numbers whose bits are in the eight bytes from {@code at} of each plane, or in as many as there are. */
    void load(int at) {
        int count = Math.min(Long.BYTES, planeBytes - at);
        int from = at;
        for (int word = planes - 1; word >= 0; word--) {
            words[word] = count == Long.BYTES ? (long) LONG.get(bytes, from) : partial(from, count);
            from += planeBytes;
        }
        turn();
    }

    private long partial(int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[from + i] & 0xffL) << (i * Byte.SIZE);
        }
        return word;
    }

    /** Puts the numbers at hand into the eight bytes from {@code at} of each plane, or as many as there are. */
    void store(int at) {
        turn();
        int count = Math.min(Long.BYTES, planeBytes - at);
        int from = at;
        for (int word = planes - 1; word >= 0; word--) {
            if (count == Long.BYTES) {
                LONG.set(bytes, from, words[word]);
            } else {
                storePartial(from, count, words[word]);
            }
            from += planeBytes;
        }
    }

    private void storePartial(int from, int count, long word) {
        for (int i = 0; i < count; i++) {
            bytes[from + i] = (byte) (word >>> (i * Byte.SIZE));
        }
    }

    /** Swaps ever smaller squares across the diagonal, in registers: first of bytes, then of bits. */
    private void turn() {
        for (int at = 0; at < Byte.SIZE; at++) {
            if (planes == Long.SIZE) {
                swapBytesOfEight(words, at);
            } else if (planes == Integer.SIZE) {
                swapBytesOfFour(words, at);
            } else {
                swapBytesOfTwo(words, at);
            }
        }
        for (int at = 0; at < planes; at += Byte.SIZE) {
            swapBits(words, at);
        }
    }

    /** Turns squares of two times two bytes over, in every eighth word. */
    private static void swapBytesOfTwo(long[] words, int at) {
        long a = words[at];
        long b = words[at + 8];
        long swapped = (a >>> 8 ^ b) & BYTES;
        a ^= swapped << 8;
        b ^= swapped;
        words[at] = a;
        words[at + 8] = b;
    }

    /** Turns squares of four times four bytes over, in every eighth word. */
    private static void swapBytesOfFour(long[] words, int at) {
        long a = words[at];
        long b = words[at + 8];
        long c = words[at + 16];
        long d = words[at + 24];
        long swapped;
        swapped = (a >>> 16 ^ c) & SHORTS;
        a ^= swapped << 16;
        c ^= swapped;
        swapped = (b >>> 16 ^ d) & SHORTS;
        b ^= swapped << 16;
        d ^= swapped;
        swapped = (a >>> 8 ^ b) & BYTES;
        a ^= swapped << 8;
        b ^= swapped;
        swapped = (c >>> 8 ^ d) & BYTES;
        c ^= swapped << 8;
        d ^= swapped;
        words[at] = a;
        words[at + 8] = b;
        words[at + 16] = c;
        words[at + 24] = d;
    }

    /** Turns a square of eight times eight bytes over, in every eighth word. */
    private static void swapBytesOfEight(long[] words, int at) {
        long a = words[at];
        long b = words[at + 8];
        long c = words[at + 16];
        long d = words[at + 24];
        long e = words[at + 32];
        long f = words[at + 40];
        long g = words[at + 48];
        long h = words[at + 56];
        long swapped;
        swapped = (a >>> 32 ^ e) & INTS;
        a ^= swapped << 32;
        e ^= swapped;
        swapped = (b >>> 32 ^ f) & INTS;
        b ^= swapped << 32;
        f ^= swapped;
        swapped = (c >>> 32 ^ g) & INTS;
        c ^= swapped << 32;
        g ^= swapped;
        swapped = (d >>> 32 ^ h) & INTS;
        d ^= swapped << 32;
        h ^= swapped;
        swapped = (a >>> 16 ^ c) & SHORTS;
        a ^= swapped << 16;
        c ^= swapped;
        swapped = (b >>> 16 ^ d) & SHORTS;
        b ^= swapped << 16;
        d ^= swapped;
        swapped = (e >>> 16 ^ g) & SHORTS;
        e ^= swapped << 16;
        g ^= swapped;
        swapped = (f >>> 16 ^ h) & SHORTS;
        f ^= swapped << 16;
        h ^= swapped;
        swapped = (a >>> 8 ^ b) & BYTES;
        a ^= swapped << 8;
        b ^= swapped;
        swapped = (c >>> 8 ^ d) & BYTES;
        c ^= swapped << 8;
        d ^= swapped;
        swapped = (e >>> 8 ^ f) & BYTES;
        e ^= swapped << 8;
        f ^= swapped;
        swapped = (g >>> 8 ^ h) & BYTES;
        g ^= swapped << 8;
        h ^= swapped;
        words[at] = a;
        words[at + 8] = b;
        words[at + 16] = c;
        words[at + 24] = d;
        words[at + 32] = e;
        words[at + 40] = f;
        words[at + 48] = g;
        words[at + 56] = h;
    }

    /** Turns the squares of eight times eight bits over that bytes of the same place in eight words are. */
    private static void swapBits(long[] words, int at) {
        long a = words[at];
        long b = words[at + 1];
        long c = words[at + 2];
        long d = words[at + 3];
        long e = words[at + 4];
        long f = words[at + 5];
        long g = words[at + 6];
        long h = words[at + 7];
        long swapped;
        swapped = (a >>> 4 ^ e) & FOURS;
        a ^= swapped << 4;
        e ^= swapped;
        swapped = (b >>> 4 ^ f) & FOURS;
        b ^= swapped << 4;
        f ^= swapped;
        swapped = (c >>> 4 ^ g) & FOURS;
        c ^= swapped << 4;
        g ^= swapped;
        swapped = (d >>> 4 ^ h) & FOURS;
        d ^= swapped << 4;
        h ^= swapped;
        swapped = (a >>> 2 ^ c) & PAIRS;
        a ^= swapped << 2;
        c ^= swapped;
        swapped = (b >>> 2 ^ d) & PAIRS;
        b ^= swapped << 2;
        d ^= swapped;
        swapped = (e >>> 2 ^ g) & PAIRS;
        e ^= swapped << 2;
        g ^= swapped;
        swapped = (f >>> 2 ^ h) & PAIRS;
        f ^= swapped << 2;
        h ^= swapped;
        swapped = (a >>> 1 ^ b) & BITS;
        a ^= swapped << 1;
        b ^= swapped;
        swapped = (c >>> 1 ^ d) & BITS;
        c ^= swapped << 1;
        d ^= swapped;
        swapped = (e >>> 1 ^ f) & BITS;
        e ^= swapped << 1;
        f ^= swapped;
        swapped = (g >>> 1 ^ h) & BITS;
        g ^= swapped << 1;
        h ^= swapped;
        words[at] = a;
        words[at + 1] = b;
        words[at + 2] = c;
        words[at + 3] = d;
        words[at + 4] = e;
        words[at + 5] = f;
        words[at + 6] = g;
        words[at + 7] = h;
    }
}
