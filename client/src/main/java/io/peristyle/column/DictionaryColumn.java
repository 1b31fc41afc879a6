package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/**
 * Values given as indices into a shorter column of distinct ones: LowCardinality, and any column whose rows the server
 * repeated without copying them.
 */
public final class DictionaryColumn extends Column {
    private final int[] indices;
    private final Column dictionary;

    /**
     * Keeps both, does not copy them.
     *
     * @param indices for each row, its value's row in {@code dictionary}
     * @param dictionary the values; where the type is {@code LowCardinality(Nullable(T))}, a {@link NullableColumn}
     */
    public DictionaryColumn(ClickHouseType type, int[] indices, Column dictionary) {
        super(type, indices.length);
        this.indices = indices;
        this.dictionary = dictionary;
    }

    /** For each row, its value's row in {@link #dictionary()}; not a copy. */
    public int[] indices() {
        return indices;
    }

    /** The values that rows refer to. */
    public Column dictionary() {
        return dictionary;
    }

    @Override
    public boolean isNull(int row) {
        return dictionary.isNull(indices[row]);
    }

    @Override
    public @Nullable Object value(int row) {
        return dictionary.value(indices[row]);
    }

    @Override
    public long longValue(int row) {
        return dictionary.longValue(indices[row]);
    }

    @Override
    public double doubleValue(int row) {
        return dictionary.doubleValue(indices[row]);
    }

    @Override
    public String stringValue(int row) {
        return dictionary.stringValue(indices[row]);
    }

    @Override
    public byte[] bytesValue(int row) {
        return dictionary.bytesValue(indices[row]);
    }

    /** Reads each row on its own; who reads many rows of few values may read {@link #dictionary()} once instead. */
    @Override
    public @Nullable RowReader reader(Class<?> target) {
        RowReader reader = dictionary.reader(target);
        return reader == null ? null : row -> reader.read(indices[row]);
    }

    @Override
    public DictionaryColumn as(ClickHouseType type) {
        return new DictionaryColumn(type, indices, dictionary);
    }

    @Override
    public Column gather(int[] rows) {
        int[] gathered = new int[rows.length];
        boolean defaults = false;
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = rows[i] < 0 ? -1 : indices[rows[i]];
            defaults |= rows[i] < 0;
        }
        return defaults ? withDefault(gathered) : new DictionaryColumn(type(), gathered, dictionary);
    }

    /** The values without the dictionary, one for each row. */
    public Column expand() {
        return dictionary.gather(indices);
    }

    private DictionaryColumn withDefault(int[] gathered) {
        int[] entries = new int[dictionary.size() + 1];
        for (int i = 0; i < dictionary.size(); i++) {
            entries[i] = i;
        }
        entries[dictionary.size()] = -1;
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = gathered[i] < 0 ? dictionary.size() : gathered[i];
        }
        return new DictionaryColumn(type(), gathered, dictionary.gather(entries));
    }
}
