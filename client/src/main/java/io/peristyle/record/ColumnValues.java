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
        NestedValues nested = NestedValues.of(column.type());
        for (int row = from; row < to; row++) {
            try {
                append(nested, row, builder);
            } catch (IllegalArgumentException | ClassCastException misfit) {
                throw new DataException("row " + row + ", column " + column.name() + " of type " + column.type() + ": "
                        + misfit.getMessage());
            }
        }
    }

    private void append(NestedValues nested, int row, ColumnBuilder builder) {
        if (array instanceof long[] longs) {
            builder.appendLong(longs[row]);
        } else if (array instanceof int[] ints) {
            builder.appendLong(ints[row]);
        } else if (array instanceof double[] doubles) {
            builder.appendDouble(doubles[row]);
        } else {
            builder.append(nested.plain(Array.get(array, row)));
        }
    }
}
