package io.peristyle.record;

import org.jspecify.annotations.Nullable;

/** Values that are repeated: each is converted once, when it is first met. */
final class DictionaryCell extends Cell {
    private final int[] indices;
    private final Cell entries;
    private final @Nullable Object[] made;

    DictionaryCell(int[] indices, Cell entries, int size) {
        this.indices = indices;
        this.entries = entries;
        this.made = new @Nullable Object[size];
    }

    @Override
    @Nullable
    Object object(int row) {
        int index = indices[row];
        Object value = made[index];
        if (value == null) {
            value = entries.object(index);
            made[index] = value;
        }
        return value;
    }
}
