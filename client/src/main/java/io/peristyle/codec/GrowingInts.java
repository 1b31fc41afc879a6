package io.peristyle.codec;

import java.util.Arrays;

/** Ints that a builder collects: ends of runs, indices into a dictionary. */
final class GrowingInts {
    private int[] values;
    private int size;

    GrowingInts(int expectedRows) {
        values = new int[Growth.expected(expectedRows)];
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.next(size));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** The numbers so far; none are left afterwards. */
    int[] take() {
        int[] taken = Arrays.copyOf(values, size);
        size = 0;
        return taken;
    }
}
