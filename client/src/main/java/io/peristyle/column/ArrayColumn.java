package io.peristyle.column;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values that are runs of elements: Array, and Map as a run of key-value tuples. */
public final class ArrayColumn extends Column {
    private final int[] ends;
    private final Column elements;
    private final ValueMapping<ArrayColumn> mapping;

    /**
     * Keeps both, does not copy them.
     *
     * @param ends where in {@code elements} each row's run ends and the next begins; never falling
     * @param elements the elements of all rows one after another
     */
    public ArrayColumn(ClickHouseType type, int[] ends, Column elements, ValueMapping<ArrayColumn> mapping) {
        super(type, ends.length);
        this.ends = ends;
        this.elements = elements;
        this.mapping = mapping;
    }

    /** Where in {@link #elements()} the run of {@code row} begins. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Where in {@link #elements()} the run of {@code row} ends, exclusive. */
    public int end(int row) {
        return ends[row];
    }

    /** The elements of all rows one after another; for a Map a {@link TupleColumn} of keys and values. */
    public Column elements() {
        return elements;
    }

    @Override
    public Object value(int row) {
        return mapping.value(this, row);
    }

    @Override
    public long longValue(int row) {
        throw new DataException(type() + " is not an integer type");
    }

    @Override
    public double doubleValue(int row) {
        throw new DataException(type() + " is not a numeric type");
    }

    @Override
    public @Nullable RowReader reader(Class<?> target) {
        return mapping.reader(this, target);
    }

    @Override
    public ArrayColumn as(ClickHouseType type) {
        return new ArrayColumn(type, ends, elements, mapping);
    }

    @Override
    public ArrayColumn gather(int[] rows) {
        int[] gatheredEnds = new int[rows.length];
        int total = 0;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                total = Math.addExact(total, end(rows[i]) - start(rows[i]));
            }
            gatheredEnds[i] = total;
        }
        int[] elementRows = new int[total];
        int next = 0;
        for (int row : rows) {
            for (int e = row < 0 ? 0 : start(row), end = row < 0 ? 0 : end(row); e < end; e++) {
                elementRows[next++] = e;
            }
        }
        return new ArrayColumn(type(), gatheredEnds, elements.gather(elementRows), mapping);
    }
}
