package io.peristyle.column;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values that may be NULL: a mark for each row beside the values. */
public final class NullableColumn extends Column {
    private final byte[] nulls;
    private final Column values;

    /**
     * Keeps both, does not copy them.
     *
     * @param nulls for each row, not zero if it is NULL
     * @param values a value for each row, without meaning where the row is NULL
     */
    public NullableColumn(ClickHouseType type, byte[] nulls, Column values) {
        super(type, nulls.length);
        this.nulls = nulls;
        this.values = values;
    }

    /** For each row, not zero if it is NULL; not a copy. */
    public byte[] nulls() {
        return nulls;
    }

    /** A value for each row, without meaning where the row is NULL. */
    public Column values() {
        return values;
    }

    @Override
    public boolean isNull(int row) {
        return nulls[row] != 0;
    }

    @Override
    public @Nullable Object value(int row) {
        return isNull(row) ? null : values.value(row);
    }

    @Override
    public long longValue(int row) {
        return values.longValue(notNull(row));
    }

    @Override
    public double doubleValue(int row) {
        return values.doubleValue(notNull(row));
    }

    @Override
    public String stringValue(int row) {
        return values.stringValue(notNull(row));
    }

    @Override
    public byte[] bytesValue(int row) {
        return values.bytesValue(notNull(row));
    }

    @Override
    public @Nullable RowReader reader(Class<?> target) {
        return values.reader(target);
    }

    @Override
    public NullableColumn as(ClickHouseType type) {
        return new NullableColumn(type, nulls, values);
    }

    @Override
    public NullableColumn gather(int[] rows) {
        byte[] gathered = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = rows[i] < 0 ? 1 : nulls[rows[i]];
        }
        return new NullableColumn(type(), gathered, values.gather(rows));
    }

    private int notNull(int row) {
        if (isNull(row)) {
            throw new DataException("row " + row + " is NULL and has no primitive value; ask isNull(row) first");
        }
        return row;
    }
}
