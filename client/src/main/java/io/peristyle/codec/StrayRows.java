package io.peristyle.codec;

import io.peristyle.column.Column;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows that a builder of elements holds though the row they were for was refused half-way. A builder cannot take back, so
 * they are left out when the column is built.
 */
final class StrayRows {
    private final BitSet rows = new BitSet();

    void add(int from, int to) {
        rows.set(from, to);
    }

    int size() {
        return rows.cardinality();
    }

    /** {@code column} without the stray rows, which are then forgotten. */
    Column removeFrom(Column column) {
        if (rows.isEmpty()) {
            return column;
        }
        int[] kept = new int[column.size()];
        int count = 0;
        for (int row = rows.nextClearBit(0); row < kept.length; row = rows.nextClearBit(row + 1)) {
            kept[count++] = row;
        }
        return column.gather(Arrays.copyOf(kept, count));
    }

    void clear() {
        rows.clear();
    }
}
