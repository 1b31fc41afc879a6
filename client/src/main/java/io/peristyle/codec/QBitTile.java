package io.peristyle.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The numbers of a tile of planes in the order that their vectors have them in: on the wire the last eight of a vector come
 * first. Each vector is filled up to eight numbers with zeros.
 *
 * <h2>Implementation note</h2>
 *
 * The same byte of all squares is dealt with before the next one, as then the words follow each other.
 */
final class QBitTile {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final BitPlanes planes;
    private final byte[] bytes;

    /** Where in {@link #bytes} the numbers of a byte of the planes belong: of the first byte of all squares, of the second … */
    private final int[] places;

    private int squares;
    private int count;
    private int vectorBytes;

    QBitTile(BitPlanes planes) {
        this.planes = planes;
        places = new int[planes.tileBytes()];
        bytes = new byte[planes.tileBytes() * planes.planes()];
    }

    /** The numbers, little-endian. */
    ByteBuffer numbers() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Sets the numbers to those of the planes, {@code vectorBytes} of whose {@code count} bytes belong to one vector each. */
    void take(int count, int vectorBytes) {
        arrange(count, vectorBytes);
        int step = planes.step();
        for (int i = 0; i < Long.BYTES; i++) {
            int word = planes.first(i);
            if (planes.planes() == Byte.SIZE) {
                take1(word, i * squares);
            } else if (planes.planes() == Short.SIZE) {
                take2(word, word + step, i * squares);
            } else if (planes.planes() == Integer.SIZE) {
                take4(word, step, i * squares);
            } else {
                take8(word, step, i * squares);
            }
        }
    }

    private void take1(int first, int place) {
        long[] words = planes.words();
        for (int i = 0; i < squares; i++) {
            LONG.set(bytes, places[place + i], words[first + i]);
        }
    }

    private void take2(int first, int second, int place) {
        long[] words = planes.words();
        for (int i = 0; i < squares; i++) {
            int at = places[place + i];
            LONG.set(bytes, at, words[first + i]);
            LONG.set(bytes, at + Long.BYTES, words[second + i]);
        }
    }

    private void take4(int first, int step, int place) {
        long[] words = planes.words();
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < squares; i++) {
            int at = places[place + i];
            LONG.set(bytes, at, words[first + i]);
            LONG.set(bytes, at + Long.BYTES, words[second + i]);
            LONG.set(bytes, at + 2 * Long.BYTES, words[third + i]);
            LONG.set(bytes, at + 3 * Long.BYTES, words[fourth + i]);
        }
    }

    private void take8(int first, int step, int place) {
        long[] words = planes.words();
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        int fifth = fourth + step;
        int sixth = fifth + step;
        int seventh = sixth + step;
        int eighth = seventh + step;
        for (int i = 0; i < squares; i++) {
            int at = places[place + i];
            LONG.set(bytes, at, words[first + i]);
            LONG.set(bytes, at + Long.BYTES, words[second + i]);
            LONG.set(bytes, at + 2 * Long.BYTES, words[third + i]);
            LONG.set(bytes, at + 3 * Long.BYTES, words[fourth + i]);
            LONG.set(bytes, at + 4 * Long.BYTES, words[fifth + i]);
            LONG.set(bytes, at + 5 * Long.BYTES, words[sixth + i]);
            LONG.set(bytes, at + 6 * Long.BYTES, words[seventh + i]);
            LONG.set(bytes, at + 7 * Long.BYTES, words[eighth + i]);
        }
    }

    /** Sets the words of the planes to the numbers: the reverse of {@link #take}. */
    void give(int count, int vectorBytes) {
        arrange(count, vectorBytes);
        int step = planes.step();
        for (int i = 0; i < Long.BYTES; i++) {
            int word = planes.first(i);
            if (planes.planes() == Byte.SIZE) {
                give1(word, i * squares);
            } else if (planes.planes() == Short.SIZE) {
                give2(word, word + step, i * squares);
            } else if (planes.planes() == Integer.SIZE) {
                give4(word, step, i * squares);
            } else {
                give8(word, step, i * squares);
            }
        }
    }

    private void give1(int first, int place) {
        long[] words = planes.words();
        for (int i = 0; i < squares; i++) {
            words[first + i] = (long) LONG.get(bytes, places[place + i]);
        }
    }

    private void give2(int first, int second, int place) {
        long[] words = planes.words();
        for (int i = 0; i < squares; i++) {
            int at = places[place + i];
            words[first + i] = (long) LONG.get(bytes, at);
            words[second + i] = (long) LONG.get(bytes, at + Long.BYTES);
        }
    }

    private void give4(int first, int step, int place) {
        long[] words = planes.words();
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        for (int i = 0; i < squares; i++) {
            int at = places[place + i];
            words[first + i] = (long) LONG.get(bytes, at);
            words[second + i] = (long) LONG.get(bytes, at + Long.BYTES);
            words[third + i] = (long) LONG.get(bytes, at + 2 * Long.BYTES);
            words[fourth + i] = (long) LONG.get(bytes, at + 3 * Long.BYTES);
        }
    }

    private void give8(int first, int step, int place) {
        long[] words = planes.words();
        int second = first + step;
        int third = second + step;
        int fourth = third + step;
        int fifth = fourth + step;
        int sixth = fifth + step;
        int seventh = sixth + step;
        int eighth = seventh + step;
        for (int i = 0; i < squares; i++) {
            int at = places[place + i];
            words[first + i] = (long) LONG.get(bytes, at);
            words[second + i] = (long) LONG.get(bytes, at + Long.BYTES);
            words[third + i] = (long) LONG.get(bytes, at + 2 * Long.BYTES);
            words[fourth + i] = (long) LONG.get(bytes, at + 3 * Long.BYTES);
            words[fifth + i] = (long) LONG.get(bytes, at + 4 * Long.BYTES);
            words[sixth + i] = (long) LONG.get(bytes, at + 5 * Long.BYTES);
            words[seventh + i] = (long) LONG.get(bytes, at + 6 * Long.BYTES);
            words[eighth + i] = (long) LONG.get(bytes, at + 7 * Long.BYTES);
        }
    }

    /** Sets the places; those of bytes behind {@code count} are behind the numbers. */
    private void arrange(int count, int vectorBytes) {
        if (this.count == count && this.vectorBytes == vectorBytes) {
            return;
        }
        this.count = count;
        this.vectorBytes = vectorBytes;
        squares = planes.squares();
        int reversed = vectorBytes;
        int vector = 0;
        for (int i = 0; i < squares * Long.BYTES; i++) {
            if (reversed == 0) {
                reversed = vectorBytes;
                vector = i;
            }
            reversed--;
            int place = i < count ? vector + reversed : i;
            places[i % Long.BYTES * squares + i / Long.BYTES] = place * planes.planes();
        }
    }
}
