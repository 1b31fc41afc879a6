package io.peristyle.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers of 16, 32 or 64 bits, to and from a plane for each of their bits, the highest first: a tile at a time, some of the
 * bytes of every plane.
 *
 * <h2>Implementation note</h2>
 *
 * Eight bytes of each plane are a square of bits, a word a plane, the lowest plane first. Turning it over makes the bits of
 * one place those of one number. Where a number has less than 64 bits, squares lie side by side in the words: number {@code i}
 * of 32 bits is in word {@code i % 32}, in its lower half if {@code i < 32}. So far apart they would have to be picked up one
 * by one; a further swap makes neighbours of those that follow each other.
 *
 * <p>The squares of a tile lie side by side, too: the first words of all, then the second ones. All are turned over at once,
 * by swaps of words that are always equally far apart. In a whole tile that distance is a constant of the code, for then the
 * compiler swaps several at a time.
 */
final class BitPlanes {
    /** Words of a whole tile: 32 KiB, which stay in the first cache. */
    private static final int WORDS = 4096;

    private final ByteBuffer bytes;
    private final int planes;
    /** The number of planes is two to the power of this. */
    private final int bitsOfPlanes;

    private final int planeBytes;
    private final long[] words;

    /** Squares in the tile at hand. */
    private int squares;

    /** Where the first word of the eight numbers at hand is, and how far it is from there to the next. */
    private int first;

    private int step;

    /** {@code bytes} are the planes, one behind the other, from its beginning to its limit. */
    BitPlanes(ByteBuffer bytes, int planes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.planes = planes;
        bitsOfPlanes = Integer.numberOfTrailingZeros(planes);
        planeBytes = bytes.limit() / planes;
        words = new long[Math.min(WORDS, planes * squares(planeBytes))];
    }

    private static int squares(int planeBytes) {
        return (planeBytes + Long.BYTES - 1) / Long.BYTES;
    }

    /** Bytes of each plane. */
    int planeBytes() {
        return planeBytes;
    }

    /** Begins a tile, for the bytes from {@code at} of each plane; returns how many these are. */
    int begin(int at) {
        int count = Math.min(words.length / planes * Long.BYTES, planeBytes - at);
        squares = squares(count);
        step = (Long.SIZE >> bitsOfPlanes) * squares;
        return count;
    }

    /** Takes the numbers whose bits are in the bytes from {@code at} of each plane; returns how many bytes of it. */
    int load(int at) {
        int count = begin(at);
        int whole = count / Long.BYTES;
        int from = at;
        for (int plane = planes - 1; plane >= 0; plane--) {
            int word = plane * squares;
            for (int i = 0; i < whole; i++) {
                words[word + i] = bytes.getLong(from + i * Long.BYTES);
            }
            if (whole < squares) {
                words[word + whole] = partial(from + whole * Long.BYTES, count % Long.BYTES);
            }
            from += planeBytes;
        }
        turn();
        regroup();
        return count;
    }

    private long partial(int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes.get(from + i) & 0xffL) << (i * Byte.SIZE);
        }
        return word;
    }

    /** Puts the numbers at hand into the bytes from {@code at} of each plane. */
    void store(int at) {
        regroup();
        turn();
        int count = begin(at);
        int whole = count / Long.BYTES;
        int from = at;
        for (int plane = planes - 1; plane >= 0; plane--) {
            int word = plane * squares;
            for (int i = 0; i < whole; i++) {
                bytes.putLong(from + i * Long.BYTES, words[word + i]);
            }
            if (whole < squares) {
                storePartial(from + whole * Long.BYTES, count % Long.BYTES, words[word + whole]);
            }
            from += planeBytes;
        }
    }

    private void storePartial(int from, int count, long word) {
        for (int i = 0; i < count; i++) {
            bytes.put(from + i, (byte) (word >>> (i * Byte.SIZE)));
        }
    }

    /** Goes to the eight numbers of byte {@code index} of the tile's. */
    void seek(int index) {
        int bit = (index & (Long.BYTES - 1)) * Byte.SIZE;
        first = ((bit & (planes - 1)) + (bit >> bitsOfPlanes)) * squares + (index >> 3);
    }

    /** One of the words that the eight numbers fill, those of less bits from the lowest on. */
    long word(int index) {
        return words[first + index * step];
    }

    /** Sets one of the words that the eight numbers fill. */
    void word(int index, long word) {
        words[first + index * step] = word;
    }

    /** Turns all squares over: at first their quarters, then the quarters of these. */
    private void turn() {
        for (int bits = planes / 2; bits > 0; bits /= 2) {
            swap(bits, bits * squares);
        }
    }

    /** Makes neighbours in a word of numbers that follow each other, and the other way round. */
    private void regroup() {
        for (int bits = Long.SIZE / 2; bits >= planes; bits /= 2) {
            swap(bits, bits / planes * squares);
        }
    }

    private void swap(int bits, int distance) {
        if (planes * squares < WORDS) {
            swap(words, planes * squares, distance, bits);
        } else if (distance == 2048) {
            swap2048(words, bits);
        } else if (distance == 1024) {
            swap1024(words, bits);
        } else if (distance == 512) {
            swap512(words, bits);
        } else if (distance == 256) {
            swap256(words, bits);
        } else if (distance == 128) {
            swap128(words, bits);
        } else {
            swap64(words, bits);
        }
    }

    private static void swap(long[] words, int length, int distance, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < length; from += 2 * distance) {
            for (int i = from; i < from + distance; i++) {
                swap(words, i, i + distance, bits, mask);
            }
        }
    }

    private static void swap2048(long[] words, int bits) {
        long mask = mask(bits);
        for (int i = 0; i < 2048; i++) {
            swap(words, i, i + 2048, bits, mask);
        }
    }

    private static void swap1024(long[] words, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < WORDS; from += 2048) {
            for (int i = from; i < from + 1024; i++) {
                swap(words, i, i + 1024, bits, mask);
            }
        }
    }

    private static void swap512(long[] words, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < WORDS; from += 1024) {
            for (int i = from; i < from + 512; i++) {
                swap(words, i, i + 512, bits, mask);
            }
        }
    }

    private static void swap256(long[] words, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < WORDS; from += 512) {
            for (int i = from; i < from + 256; i++) {
                swap(words, i, i + 256, bits, mask);
            }
        }
    }

    private static void swap128(long[] words, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < WORDS; from += 256) {
            for (int i = from; i < from + 128; i++) {
                swap(words, i, i + 128, bits, mask);
            }
        }
    }

    private static void swap64(long[] words, int bits) {
        long mask = mask(bits);
        for (int from = 0; from < WORDS; from += 128) {
            for (int i = from; i < from + 64; i++) {
                swap(words, i, i + 64, bits, mask);
            }
        }
    }

    /** The lower half of every {@code 2 * bits} bits. */
    private static long mask(int bits) {
        return Long.divideUnsigned(-1, (1L << bits) + 1);
    }

    /** Swaps the upper halves of the bits of one word with the lower halves of those of the other. */
    private static void swap(long[] words, int one, int other, int bits, long mask) {
        long swapped = (words[one] >>> bits ^ words[other]) & mask;
        words[one] ^= swapped << bits;
        words[other] ^= swapped;
    }
}
