package io.peristyle.column;

import org.jspecify.annotations.Nullable;

/**
 * Collects Java values into a column of one type, for an insert. Not thread-safe.
 *
 * <p>Every {@code append} either adds exactly one row, or adds none and throws {@link IllegalArgumentException} with a
 * text that says what the type takes instead; the caller adds the names of row and column.
 */
public interface ColumnBuilder {
    /**
     * Adds {@code value}.
     *
     * @param value null for NULL
     * @throws IllegalArgumentException if the type does not take a value of this class, or not this value, or no NULL
     */
    void append(@Nullable Object value);

    /**
     * Adds the value of {@code row} of another column: bit for bit if that is of this type, else as {@link #append} does. What
     * Java values do not tell stays: bytes that are no text, a key twice, of which of several types a value is.
     *
     * @throws IllegalArgumentException as {@link #append} does
     * @throws io.peristyle.error.DataException if the column's type is another one and the value has no Java value
     */
    default void appendFrom(Column column, int row) {
        append(column.value(row));
    }

    /** Adds an integer. */
    default void appendLong(long value) {
        append(value);
    }

    /** Adds a floating point number. */
    default void appendDouble(double value) {
        append(value);
    }

    /** Adds the integers {@code from} to {@code to}; throws at the first that the type does not take, behind those before it. */
    default void appendLongs(long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            appendLong(values[i]);
        }
    }

    /** Adds the floating point numbers {@code from} to {@code to}, as {@link #appendLongs}. */
    default void appendDoubles(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            appendDouble(values[i]);
        }
    }

    /** Adds the values {@code from} to {@code to}, as {@link #appendLongs}. */
    default void appendAll(@Nullable Object[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            append(values[i]);
        }
    }

    /**
     * What {@link #bytes()} grows by at most if {@link #appendAll} adds these values; {@link Long#MAX_VALUE} if that takes as long
     * to find out as to add them.
     */
    default long bytesAtMost(@Nullable Object[] values, int from, int to) {
        return Long.MAX_VALUE;
    }

    /** What {@link #bytes()} grows by with each row, if that is always the same; else 0. */
    default int bytesPerRow() {
        return 0;
    }

    /** Adds the type's default value: 0, the empty string, NULL where the type is nullable. */
    void appendDefault();

    /** Rows so far. */
    int size();

    /** Bytes that the rows so far will take on the wire, about. */
    long bytes();

    /** The column; the builder is empty afterwards and may be used again. */
    Column build();
}
