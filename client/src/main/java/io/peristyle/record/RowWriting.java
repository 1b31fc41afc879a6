package io.peristyle.record;

import io.peristyle.column.ColumnBuilder;
import io.peristyle.query.TableColumn;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How Java objects become rows of a table, in one insert. Used on one thread at a time unless {@link
 * #isConcurrent}; a cell writer always is.
 *
 * @param <T> the objects
 */
public interface RowWriting<T> {
    /**
     * Which of the columns on offer the objects have values for.
     *
     * @param offered those that the user chose, else all that take values
     * @param chosen whether the user chose them, so that none may be left out
     * @param sample some objects to look at; may be empty
     * @throws io.peristyle.error.DataException if a part of the objects has no column, or a chosen column no part
     */
    List<TableColumn> columns(List<TableColumn> offered, boolean chosen, Collection<? extends T> sample);

    /**
     * Looks at an object before its values are taken.
     *
     * @throws IllegalArgumentException if it has values that no column takes, and that would be lost
     */
    default void check(T object, int columns) {}

    /**
     * What the values of an object take in memory.
     *
     * @param ofValue tells it of one value
     */
    default long bytes(T object, ToLongFunction<@Nullable Object> ofValue) {
        return ofValue.applyAsLong(object);
    }

    /** Whether several threads may call {@link #check} and {@link #cell} at once, and read the objects. */
    default boolean isConcurrent() {
        return false;
    }

    /** Whether it is the order of the columns on offer that says which value goes where. */
    default boolean isByPosition() {
        return false;
    }

    /** How to get the value for one of those columns. */
    CellWriter<T> cell(TableColumn column, int index);

    /** Appends the value of one column. */
    @FunctionalInterface
    interface CellWriter<T> {
        /**
         * Appends it.
         *
         * @throws IllegalArgumentException if the type does not take the value
         */
        void append(T object, ColumnBuilder builder);

        /** {@link #append} for the first {@code count} of {@code objects}. */
        default void appendAll(T[] objects, int count, ColumnBuilder builder) {
            for (int i = 0; i < count; i++) {
                append(objects[i], builder);
            }
        }

        /** Whether values may be fetched first and appended then, for this builder. */
        default boolean fetches(ColumnBuilder builder) {
            return false;
        }

        /** Fetches the values of the first {@code count} objects; returns what {@link ColumnBuilder#bytesAtMost} says of them. */
        default long fetch(T[] objects, int count, ColumnBuilder builder) {
            throw new UnsupportedOperationException();
        }

        /** Appends what was fetched of the objects {@code from} to {@code to}. */
        default void appendFetched(int from, int to, ColumnBuilder builder) {
            throw new UnsupportedOperationException();
        }
    }
}
