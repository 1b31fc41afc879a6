package io.peristyle.record;

import io.peristyle.error.DataException;
import java.util.Collection;
import java.util.Map;
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

    /** A record may hold a list; its rows must not share it. */
    private static boolean isImmutable(@Nullable Object value) {
        return value != null
                && !value.getClass().isArray()
                && !(value instanceof Collection)
                && !(value instanceof Map)
                && !(value instanceof Record);
    }
}
