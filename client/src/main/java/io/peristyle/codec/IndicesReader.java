package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import java.util.Arrays;

/** Reads indices of 1, 2, 4 or 8 bytes into a dictionary. */
final class IndicesReader {
    private final int rows;
    private final int width;
    private final ReadBudget budget;
    private final WordChunks chunks;
    private int[] indices = new int[0];
    private int count;
    private long highest;

    IndicesReader(int rows, int width, ReadBudget budget) {
        this.rows = rows;
        this.width = width;
        this.budget = budget;
        chunks = new WordChunks(rows, width);
    }

    /** Reads on; true when all indices are there. */
    boolean read(ByteBuf in) {
        while (count < rows) {
            int words = chunks.next(in);
            if (words == 0) {
                return false;
            }
            budget.reserve((long) words * Math.max(0, Integer.BYTES - width));
            indices = indices.length >= count + words ? indices : grown(count + words);
            take(words);
        }
        return true;
    }

    private void take(int words) {
        long bits = highest;
        long top = highest;
        for (int i = 0; i < words; i++) {
            long index = chunks.word(i);
            bits |= index;
            top = Math.max(top, index);
            indices[count++] = (int) index;
        }
        highest = bits < 0 ? Long.MAX_VALUE : top;
    }

    /** Fails if an index is not below {@code size}, the number of values in the dictionary. */
    void check(int size) {
        if (count > 0 && highest >= size) {
            throw new MalformedDataException("an index of " + highest + " into a dictionary of " + size + " values");
        }
    }

    /** The indices; to be used after {@link #check}. */
    int[] indices() {
        return indices;
    }

    private int[] grown(int needed) {
        return budget.grown(
                indices, FixedWidthReader.capacity(indices.length, needed, rows, Integer.BYTES), Arrays::copyOf);
    }
}
