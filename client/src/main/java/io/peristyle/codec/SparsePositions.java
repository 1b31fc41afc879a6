package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.util.Arrays;

/**
 * Reads which rows of a sparse column have a value: for each how many default rows stand before it, then, marked by bit
 * 62, how many stand behind the last.
 *
 * <pre>
 * 03 | 84 80 80 80 80 80 80 80 40         rows 0 to 2 default, row 3 given, 4 to 7 default
 * </pre>
 */
final class SparsePositions {
    private static final long END = 1L << 62;

    private final int rows;
    private final ReadBudget budget;
    private final VarUIntReader number = new VarUIntReader();
    private int[] positions = new int[0];
    private int count;
    private int next;
    private boolean complete;

    SparsePositions(int rows, ReadBudget budget) {
        this.rows = rows;
        this.budget = budget;
    }

    /** Reads on; true when the end was read. */
    boolean read(ByteBuf in) {
        while (!complete) {
            if (!number.read(in)) {
                return false;
            }
            take(number.value());
        }
        return true;
    }

    private void take(long value) {
        boolean end = (value & END) != 0;
        long defaults = value & ~END;
        long left = (long) rows - next;
        if (defaults < 0 || (end ? defaults != left : defaults >= left)) {
            throw new MalformedDataException("a sparse column of " + rows + " rows has "
                    + Long.toUnsignedString(defaults) + " default rows from row " + next + " on");
        }
        if (end) {
            complete = true;
        } else {
            budget.reserve(Integer.BYTES);
            positions = positions.length >= count + 1 ? positions : grown(count + 1);
            next += (int) defaults;
            positions[count++] = next++;
        }
    }

    /** The number of rows with a value. */
    int count() {
        return count;
    }

    /** For each row of the column which of the given values it has; -1 for the default. */
    int[] sources() {
        int[] sources = new int[rows];
        Arrays.fill(sources, -1);
        for (int i = 0; i < count; i++) {
            sources[positions[i]] = i;
        }
        return sources;
    }

    private int[] grown(int needed) {
        return Arrays.copyOf(positions, FixedWidthReader.capacity(positions.length, needed, rows, Integer.BYTES));
    }
}
