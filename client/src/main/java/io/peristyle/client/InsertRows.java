package io.peristyle.client;

import io.peristyle.column.ColumnFactory;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one insert, whatever they are made of. Called on the callback executor. */
interface InsertRows {
    /** The columns, if the rows bring names and types of their own; null if those of the table are needed. */
    default @Nullable List<TableColumn> ownColumns() {
        return null;
    }

    /** Whether it is the order of the table's columns that says which value goes where, unless the user chose columns. */
    default boolean isByPosition() {
        return false;
    }

    /**
     * Which columns the rows fill.
     *
     * @throws io.peristyle.error.DataException if rows and table do not fit
     */
    List<TableColumn> columns(List<TableColumn> offered, boolean chosen);

    /**
     * The rows as blocks. Converts and checks all that is there already.
     *
     * @throws io.peristyle.error.DataException if a value does not fit
     */
    RowSource source(List<TableColumn> columns, ColumnFactory factory, InsertOptions limits);

    /** No rows are wanted any more. */
    default void abandon() {}

    /** What the user's own code failed with, if it did. */
    default @Nullable Throwable ownFailure() {
        return null;
    }
}
