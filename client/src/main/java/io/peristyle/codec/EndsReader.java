package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import java.util.Arrays;

/** Reads where the runs of an array column end: words of eight bytes, never falling. */
final class EndsReader {
    private final int rows;
    private final ReadBudget budget;
    private final WordChunks chunks;
    private int[] ends = new int[0];
    private int count;
    private int last;

    EndsReader(int rows, ReadBudget budget) {
        this.rows = rows;
        this.budget = budget;
        chunks = new WordChunks(rows, Long.BYTES);
    }

    /** Reads on; true when all ends are there. */
    boolean read(ByteBuf in) {
        while (count < rows) {
            int words = chunks.next(in);
            if (words == 0) {
                return false;
            }
            ends = ends.length >= count + words ? ends : grown(count + words);
            for (int i = 0; i < words; i++) {
                ends[count++] = end(chunks.word(i));
            }
        }
        return true;
    }

    private int end(long end) {
        if (end < last) {
            throw new MalformedDataException("array " + count + " of a column ends at " + Long.toUnsignedString(end)
                    + ", before it begins at " + last + ", or beyond the limit");
        }
        last = budget.values(end, "elements of an array column");
        return last;
    }

    /** The ends; complete once {@link #read} said so. */
    int[] ends() {
        return ends;
    }

    /** The number of elements of all rows. */
    int elements() {
        return last;
    }

    private int[] grown(int needed) {
        return budget.grown(ends, FixedWidthReader.capacity(ends.length, needed, rows, Integer.BYTES), Arrays::copyOf);
    }
}
