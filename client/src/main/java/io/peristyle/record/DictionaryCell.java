package io.peristyle.record;

import io.peristyle.error.DataException;
import java.net.InetAddress;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values that are repeated: each is converted once, when it is first met, unless the user might change it. */
final class DictionaryCell extends Cell {
    private final int[] indices;
    private final Cell entries;
    private final CellTarget target;
    private final @Nullable Object[] made;

    /** @param size the number of entries */
    DictionaryCell(int[] indices, Cell entries, int size, CellTarget target) {
        this.indices = indices;
        this.entries = entries;
        this.target = target;
        this.made = new @Nullable Object[size];
    }

    @Override
    @Nullable
    Object object(int row) {
        int index = indices[row];
        Object value = made[index];
        if (value == null) {
            try {
                value = entries.object(index);
            } catch (DataException misfit) {
                throw target.inRow(row, misfit);
            }
            if (isImmutable(value)) {
                made[index] = value;
            }
        }
        return value;
    }

    /** What is not known to be immutable is made for each row: a record may hold a list, a buffer has a position. */
    private static boolean isImmutable(@Nullable Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum
                || value instanceof UUID
                || value instanceof InetAddress
                || value instanceof Temporal
                || value instanceof TemporalAmount;
    }
}
