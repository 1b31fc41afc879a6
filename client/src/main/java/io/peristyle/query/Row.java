package io.peristyle.query;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.error.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result: a view, whose values are made when they are asked for. Valid for ever; keeps its whole block in
 * memory. Immutable and safe for use by several threads.
 *
 * <p>Columns count from zero. A name means the first column of that name; one that is not there fails with {@link
 * DataException}, as does a value that does not fit what is asked for. An index outside the row throws {@link
 * IndexOutOfBoundsException}.
 */
public final class Row {
    private final Block block;
    private final int row;

    /** Row {@code row} of {@code block}. */
    public Row(Block block, int row) {
        this.block = block;
        this.row = Objects.checkIndex(row, block.rows());
    }

    /** The number of columns. */
    public int size() {
        return block.columns().size();
    }

    /** The columns' names, in order. */
    public List<String> names() {
        return block.names();
    }

    /** The block that this is a row of. */
    public Block block() {
        return block;
    }

    /** The row's place in {@link #block()}, from zero. */
    public int index() {
        return row;
    }

    /** The value as the Java object that the column's type maps to; null for NULL. */
    public @Nullable Object value(int column) {
        return block.column(column).value(row);
    }

    /** The value as the Java object that the column's type maps to; null for NULL. */
    public @Nullable Object value(String column) {
        return value(indexOf(column));
    }

    /**
     * The value as a {@code target}, such as {@code Long}, {@code BigDecimal}, {@code Instant}, {@code byte[]} or an enum;
     * null for NULL.
     *
     * @throws DataException if the type does not convert to it, or this value does not without loss
     */
    public <T> @Nullable T value(int column, Class<T> target) {
        Column values = block.column(column);
        Class<T> boxed = boxed(Objects.requireNonNull(target, "target"));
        if (values.isNull(row)) {
            return null;
        }
        Column.RowReader reader = values.reader(target);
        if (reader == null) {
            throw new DataException(
                    naming(column) + " of type " + values.type() + " cannot be read as " + target.getTypeName());
        }
        try {
            return boxed.cast(reader.read(row));
        } catch (DataException failure) {
            throw named(column, failure);
        }
    }

    /** {@link #value(int, Class)} by name. */
    public <T> @Nullable T value(String column, Class<T> target) {
        return value(indexOf(column), target);
    }

    /**
     * The value of an integer column.
     *
     * @throws DataException if the type is not an integer, the value is NULL, or a {@code long} cannot hold it
     */
    public long longValue(int column) {
        try {
            return block.column(column).longValue(row);
        } catch (DataException failure) {
            throw named(column, failure);
        }
    }

    /** {@link #longValue(int)} by name. */
    public long longValue(String column) {
        return longValue(indexOf(column));
    }

    /**
     * The value of a numeric column; integers beyond 2<sup>53</sup> and decimals are rounded.
     *
     * @throws DataException if the type is not numeric or the value is NULL
     */
    public double doubleValue(int column) {
        try {
            return block.column(column).doubleValue(row);
        } catch (DataException failure) {
            throw named(column, failure);
        }
    }

    /** {@link #doubleValue(int)} by name. */
    public double doubleValue(String column) {
        return doubleValue(indexOf(column));
    }

    /**
     * The value as text.
     *
     * @throws DataException if the value is NULL
     */
    public String stringValue(int column) {
        try {
            return block.column(column).stringValue(row);
        } catch (DataException failure) {
            throw named(column, failure);
        }
    }

    /** {@link #stringValue(int)} by name. */
    public String stringValue(String column) {
        return stringValue(indexOf(column));
    }

    /** Whether the value is NULL. */
    public boolean isNull(int column) {
        return block.column(column).isNull(row);
    }

    /** Whether the value is NULL. */
    public boolean isNull(String column) {
        return isNull(indexOf(column));
    }

    /** All values in order, with null for NULL. */
    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(size());
        for (Column column : block.columns()) {
            values.add(column.value(row));
        }
        return values;
    }

    /** Names and values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Row[");
        for (int i = 0; i < size(); i++) {
            text.append(i == 0 ? "" : ", ").append(names().get(i)).append('=').append(value(i));
        }
        return text.append(']').toString();
    }

    private int indexOf(String column) {
        int index = block.names().indexOf(Objects.requireNonNull(column, "column"));
        if (index < 0) {
            throw new DataException("there is no column " + column + "; there are " + block.names());
        }
        return index;
    }

    private String naming(int column) {
        return "column " + block.names().get(column);
    }

    private DataException named(int column, DataException failure) {
        return new DataException(naming(column) + ": " + failure.getMessage(), failure.context(), failure);
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<T> boxed(Class<T> target) {
        return target.isPrimitive()
                ? (Class<T>)
                        java.lang.invoke.MethodType.methodType(target).wrap().returnType()
                : target;
    }
}
