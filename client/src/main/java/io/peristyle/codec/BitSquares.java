package io.peristyle.codec;

/**
 * Turns squares of bits over: 64 words a square if numbers have 64 bits, else 32, 16 or 8, whose words hold two, four or eight
 * squares side by side.
 *
 * <h2>Implementation note</h2>
 *
 * The squares of a tile lie side by side: the first words of all, then the second ones. All are turned over at once, by
 * swaps of bits between words that are always equally far apart: at first those of their halves, then of the halves of
 * these. That leaves two, four or eight numbers in a word, whose places in the square are 32, 16 or 8 apart; further swaps make
 * neighbours of those that follow each other.
 *
 * <p>In a whole tile the distances are constants of the code, for then the compiler swaps eight words by one instruction;
 * and two swaps are done at a time, which saves going through memory twice.
 */
final class BitSquares {
    /** Words of a whole tile: 32 KiB, which stay in the first cache. */
    static final int WHOLE = 4096;

    private BitSquares() {}

    /** Makes numbers of {@code bits} bits of words that hold the bits of one place each, the lowest first. */
    static void toNumbers(long[] words, int bits, int squares) {
        if (bits * squares < WHOLE || bits == Byte.SIZE) {
            for (int half = bits / 2; half > 0; half /= 2) {
                swap(words, bits * squares, half * squares, half);
            }
            for (int half = Long.SIZE / 2; half >= bits; half /= 2) {
                swap(words, bits * squares, half / bits * squares, half);
            }
        } else if (bits == Long.SIZE) {
            swap2048and1024(words, 32);
            swap512and256(words, 8);
            swap128and64(words, 2);
        } else if (bits == Integer.SIZE) {
            swap2048and1024(words, 16);
            swap512and256(words, 4);
            swap128(words, 1);
            swap128(words, 32);
        } else {
            swap2048and1024(words, 8);
            swap512and256(words, 2);
            swap512and256(words, 32);
        }
    }

    /** The reverse of {@link #toNumbers}. */
    static void toPlaces(long[] words, int bits, int squares) {
        if (bits * squares < WHOLE || bits == Byte.SIZE) {
            for (int half = bits; half < Long.SIZE; half *= 2) {
                swap(words, bits * squares, half / bits * squares, half);
            }
            for (int half = 1; half < bits; half *= 2) {
                swap(words, bits * squares, half * squares, half);
            }
        } else if (bits == Long.SIZE) {
            swap128and64(words, 2);
            swap512and256(words, 8);
            swap2048and1024(words, 32);
        } else if (bits == Integer.SIZE) {
            swap128(words, 32);
            swap128(words, 1);
            swap512and256(words, 4);
            swap2048and1024(words, 16);
        } else {
            swap512and256(words, 32);
            swap512and256(words, 2);
            swap2048and1024(words, 8);
        }
    }

    /** Swaps the upper halves of the bits of a word with the lower halves of those of the word so far behind it. */
    private static void swap(long[] words, int length, int distance, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < length; from += 2 * distance) {
            for (int i = from; i < from + distance; i++) {
                long swapped = (words[i] >>> bits ^ words[i + distance]) & mask;
                words[i] ^= swapped << bits;
                words[i + distance] ^= swapped;
            }
        }
    }

    private static void swap128(long[] words, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < WHOLE; from += 256) {
            for (int i = from; i < from + 128; i++) {
                long swapped = (words[i] >>> bits ^ words[i + 128]) & mask;
                words[i] ^= swapped << bits;
                words[i + 128] ^= swapped;
            }
        }
    }

    /** Swaps halves of {@code bits} at the greater distance, then half of that at the lesser. */
    private static void swap2048and1024(long[] words, int bits) {
        int fewer = bits / 2;
        long mask = mask(bits);
        long finer = mask(fewer);
        for (int i = 0; i < 1024; i++) {
            long a = words[i];
            long b = words[i + 1024];
            long c = words[i + 2048];
            long d = words[i + 3072];
            long ac = (a >>> bits ^ c) & mask;
            long bd = (b >>> bits ^ d) & mask;
            a ^= ac << bits;
            b ^= bd << bits;
            c ^= ac;
            d ^= bd;
            long ab = (a >>> fewer ^ b) & finer;
            long cd = (c >>> fewer ^ d) & finer;
            words[i] = a ^ ab << fewer;
            words[i + 1024] = b ^ ab;
            words[i + 2048] = c ^ cd << fewer;
            words[i + 3072] = d ^ cd;
        }
    }

    private static void swap512and256(long[] words, int bits) {
        int fewer = bits / 2;
        long mask = mask(bits);
        long finer = mask(fewer);
        for (int from = 0; from < WHOLE; from += 1024) {
            for (int i = from; i < from + 256; i++) {
                long a = words[i];
                long b = words[i + 256];
                long c = words[i + 512];
                long d = words[i + 768];
                long ac = (a >>> bits ^ c) & mask;
                long bd = (b >>> bits ^ d) & mask;
                a ^= ac << bits;
                b ^= bd << bits;
                c ^= ac;
                d ^= bd;
                long ab = (a >>> fewer ^ b) & finer;
                long cd = (c >>> fewer ^ d) & finer;
                words[i] = a ^ ab << fewer;
                words[i + 256] = b ^ ab;
                words[i + 512] = c ^ cd << fewer;
                words[i + 768] = d ^ cd;
            }
        }
    }

    private static void swap128and64(long[] words, int bits) {
        int fewer = bits / 2;
        long mask = mask(bits);
        long finer = mask(fewer);
        for (int from = 0; from < WHOLE; from += 256) {
            for (int i = from; i < from + 64; i++) {
                long a = words[i];
                long b = words[i + 64];
                long c = words[i + 128];
                long d = words[i + 192];
                long ac = (a >>> bits ^ c) & mask;
                long bd = (b >>> bits ^ d) & mask;
                a ^= ac << bits;
                b ^= bd << bits;
                c ^= ac;
                d ^= bd;
                long ab = (a >>> fewer ^ b) & finer;
                long cd = (c >>> fewer ^ d) & finer;
                words[i] = a ^ ab << fewer;
                words[i + 64] = b ^ ab;
                words[i + 128] = c ^ cd << fewer;
                words[i + 192] = d ^ cd;
            }
        }
    }

    /** The lower half of every {@code 2 * bits} bits. */
    private static long mask(int bits) {
        return Long.divideUnsigned(-1, (1L << bits) + 1);
    }
}
