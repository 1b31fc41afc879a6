package io.peristyle.record;

import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.DataException;
import io.peristyle.query.TableColumn;
import java.lang.reflect.Array;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The values of one column as the user has them: an array, of primitives or objects, or a collection. */
public final class ColumnValues {
    private final Object array;
    private final int size;

    private ColumnValues(Object array) {
        this.array = array;
        this.size = Array.getLength(array);
    }

    /**
     * The values that {@code values} holds.
     *
     * @throws DataException if it is neither an array nor a collection
     */
    public static ColumnValues of(String column, @Nullable Object values) {
        if (values instanceof Collection<?> collection) {
            return new ColumnValues(collection.toArray());
        } else if (values != null && values.getClass().isArray()) {
            return new ColumnValues(values);
        }
        throw new DataException("column " + column + " is given as "
                + (values == null ? "null" : "a " + values.getClass().getTypeName())
                + ", must be an array or a collection");
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The array; of objects if a collection was given. */
    public Object array() {
        return array;
    }

    /**
     * Appends values {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws DataException if one does not fit; the message names row, column and type
     */
    public void append(TableColumn column, int from, int to, ColumnBuilder builder) {
        int before = builder.size();
        try {
            append(NestedValues.of(column.type()), from, to, builder);
        } catch (IllegalArgumentException | ClassCastException misfit) {
            int row = from + builder.size() - before;
            throw new DataException("row " + row + ", column " + column.name() + " of type " + column.type() + ": "
                    + misfit.getMessage());
        }
    }

    private void append(NestedValues nested, int from, int to, ColumnBuilder builder) {
        if (array instanceof long[] longs) {
            builder.appendLongs(longs, from, to);
        } else if (array instanceof double[] doubles) {
            builder.appendDoubles(doubles, from, to);
        } else if (array instanceof int[] ints) {
            for (int row = from; row < to; row++) {
                builder.appendLong(ints[row]);
            }
        } else if (array instanceof Object[] objects && nested == NestedValues.NONE) {
            builder.appendAll(objects, from, to);
        } else if (array instanceof Object[] objects) {
            for (int row = from; row < to; row++) {
                builder.append(nested.plain(objects[row]));
            }
        } else {
            for (int row = from; row < to; row++) {
                builder.append(nested.plain(Array.get(array, row)));
            }
        }
    }
}
