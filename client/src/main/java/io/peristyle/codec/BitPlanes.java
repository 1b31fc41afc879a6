package io.peristyle.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers of 8, 16, 32 or 64 bits, to and from a plane for each of their bits, the highest first: a tile at a time, some of the
 * bytes of every plane.
 *
 * <p>Eight bytes of each plane are a {@linkplain BitSquares square} of bits. Once it is turned over, the eight numbers of a
 * byte fill as many words as a number has bytes, equally far apart, the first ones from the lowest bits on.
 */
final class BitPlanes {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private final int planes;
    private final int planeBytes;
    private final long[] words;

    /** Squares in the tile at hand. */
    private int squares;

    BitPlanes(int planeBytes, int planes) {
        this.planes = planes;
        this.planeBytes = planeBytes;
        words = new long[Math.min(BitSquares.WHOLE, planes * squares(planeBytes))];
    }

    /** Goes on with other planes: one behind the other, from the beginning of {@code next} to its limit. */
    void bytes(ByteBuffer next) {
        bytes = next.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int squares(int count) {
        return (count + Long.BYTES - 1) / Long.BYTES;
    }

    int planes() {
        return planes;
    }

    /** Bytes of each plane. */
    int planeBytes() {
        return planeBytes;
    }

    /** Bytes of each plane that a tile holds at most. */
    int tileBytes() {
        return words.length / planes * Long.BYTES;
    }

    /** Begins a tile of {@code count} bytes of each plane. */
    void begin(int count) {
        // Half of a tile is turned over as a whole one: that is faster.
        int whole = words.length / planes;
        squares = squares(count) > whole / 2 ? whole : squares(count);
    }

    /** Takes the numbers whose bits are in {@code count} bytes of each plane, byte {@code at} and on. */
    void load(int at, int count) {
        begin(count);
        int whole = count / Long.BYTES;
        int from = at;
        for (int word = (planes - 1) * squares; word >= 0; word -= squares) {
            bytes.position(from).asLongBuffer().get(words, word, whole);
            if (count % Long.BYTES != 0) {
                words[word + whole] = partial(from + whole * Long.BYTES, count % Long.BYTES);
            }
            from += planeBytes;
        }
        BitSquares.toNumbers(words, planes, squares);
    }

    private long partial(int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes.get(from + i) & 0xffL) << (i * Byte.SIZE);
        }
        return word;
    }

    /** Puts the numbers of the tile into {@code count} bytes of each plane, byte {@code at} and on. */
    void store(int at, int count) {
        BitSquares.toPlaces(words, planes, squares);
        int whole = count / Long.BYTES;
        int from = at;
        for (int word = (planes - 1) * squares; word >= 0; word -= squares) {
            bytes.position(from).asLongBuffer().put(words, word, whole);
            if (count % Long.BYTES != 0) {
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

    /** The words of the tile at hand. */
    long[] words() {
        return words;
    }

    /** How far apart two words of a square are that follow each other. */
    int squares() {
        return squares;
    }

    /** Where the first word of the eight numbers of byte {@code index} of the first square is. */
    int first(int index) {
        int bit = index * Byte.SIZE;
        return (bit % planes + bit / planes) * squares;
    }

    /** How far it is from one of the words that the eight numbers of a byte fill to the next. */
    int step() {
        return Long.SIZE / planes * squares;
    }
}
