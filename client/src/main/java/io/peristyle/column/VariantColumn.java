package io.peristyle.column;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values each of which is NULL or of one of several types: Variant, Dynamic. The values of one type lie together. */
public final class VariantColumn extends Column {
    /** The member of a row that is NULL. */
    public static final short NULL = -1;

    private final short[] members;
    private final int[] positions;
    private final List<Column> columns;

    /**
     * Keeps the array, does not copy it.
     *
     * @param members for each row, the index of the column that its value is in; {@link #NULL} for NULL
     * @param columns for each type its values, one for each row that has this type, in the order of the rows
     */
    public VariantColumn(ClickHouseType type, short[] members, List<? extends Column> columns) {
        super(type, members.length);
        this.members = members;
        this.columns = List.copyOf(columns);
        this.positions = new int[members.length];
        int[] counts = new int[columns.size()];
        for (int row = 0; row < members.length; row++) {
            if (members[row] != NULL) {
                positions[row] = counts[members[row]]++;
            }
        }
        for (int member = 0; member < counts.length; member++) {
            if (counts[member] != columns.get(member).size()) {
                throw new IllegalArgumentException(counts[member] + " rows of the type "
                        + columns.get(member).type() + ", "
                        + columns.get(member).size() + " values");
            }
        }
    }

    private VariantColumn(ClickHouseType type, VariantColumn same) {
        super(type, same.size());
        members = same.members;
        positions = same.positions;
        columns = same.columns;
    }

    /** For each row, the index of its column in {@link #columns()}, or {@link #NULL}; not a copy. */
    public short[] members() {
        return members;
    }

    /** The row of {@code row}'s value in its column; without meaning where the row is NULL. */
    public int position(int row) {
        return positions[row];
    }

    /** The values, a column for each type. */
    public List<Column> columns() {
        return columns;
    }

    /** The type of the value of {@code row}; null if it is NULL. */
    public @Nullable ClickHouseType typeOf(int row) {
        return members[row] == NULL ? null : columns.get(members[row]).type();
    }

    @Override
    public boolean isNull(int row) {
        return members[row] == NULL;
    }

    @Override
    public @Nullable Object value(int row) {
        return isNull(row) ? null : columns.get(members[row]).value(positions[row]);
    }

    @Override
    public long longValue(int row) {
        return columnOf(row).longValue(positions[row]);
    }

    @Override
    public double doubleValue(int row) {
        return columnOf(row).doubleValue(positions[row]);
    }

    @Override
    public String stringValue(int row) {
        return columnOf(row).stringValue(positions[row]);
    }

    @Override
    public byte[] bytesValue(int row) {
        return columnOf(row).bytesValue(positions[row]);
    }

    /** Reads the types that convert to {@code target}; rows of others fail one by one. */
    @Override
    public @Nullable RowReader reader(Class<?> target) {
        @Nullable RowReader[] readers = new @Nullable RowReader[columns.size()];
        boolean any = columns.isEmpty();
        for (int i = 0; i < readers.length; i++) {
            readers[i] = columns.get(i).reader(target);
            any |= readers[i] != null;
        }
        return any ? row -> read(row, readers, target) : null;
    }

    private Object read(int row, @Nullable RowReader[] readers, Class<?> target) {
        Column values = columnOf(row);
        RowReader reader = readers[members[row]];
        if (reader == null) {
            throw new DataException("row " + row + ": the value is of type " + values.type()
                    + ", which does not convert to " + target.getTypeName());
        }
        return reader.read(positions[row]);
    }

    private Column columnOf(int row) {
        if (isNull(row)) {
            throw new DataException("row " + row + " is NULL and has no primitive value; ask isNull(row) first");
        }
        return columns.get(members[row]);
    }

    @Override
    public VariantColumn as(ClickHouseType type) {
        return new VariantColumn(type, this);
    }

    @Override
    public VariantColumn gather(int[] rows) {
        short[] gathered = new short[rows.length];
        int[] counts = new int[columns.size()];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = rows[i] < 0 ? NULL : members[rows[i]];
            if (gathered[i] != NULL) {
                counts[gathered[i]]++;
            }
        }
        int[][] sources = new int[columns.size()][];
        for (int member = 0; member < sources.length; member++) {
            sources[member] = new int[counts[member]];
            counts[member] = 0;
        }
        for (int i = 0; i < rows.length; i++) {
            if (gathered[i] != NULL) {
                sources[gathered[i]][counts[gathered[i]]++] = positions[rows[i]];
            }
        }
        Column[] values = new Column[sources.length];
        for (int member = 0; member < sources.length; member++) {
            values[member] = columns.get(member).gather(sources[member]);
        }
        return new VariantColumn(type(), gathered, List.of(values));
    }
}
