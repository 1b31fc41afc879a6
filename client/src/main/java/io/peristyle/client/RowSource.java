package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;
import io.peristyle.query.BlockSource;
import io.peristyle.query.TableColumn;
import java.util.List;

/** A source that compares its columns with what the server expects, and remembers whether rows were asked for. */
abstract class RowSource implements BlockSource {
    private final List<TableColumn> columns;
    private volatile boolean begun;

    RowSource(List<TableColumn> columns) {
        this.columns = columns;
    }

    final List<TableColumn> columns() {
        return columns;
    }

    /** Whether the server has accepted the columns, and rows may have been asked for. */
    final boolean hasBegun() {
        return begun;
    }

    /** A server takes columns that it does not know in silence, and fills those that are missing: both would lose data. */
    @Override
    public final void accept(Block header) {
        if (header.columns().size() != columns.size()) {
            throw new DataException("the server expects the columns " + header.names() + ", the rows have " + names());
        }
        for (TableColumn column : columns) {
            int index = header.names().indexOf(column.name());
            if (index < 0) {
                throw new DataException(
                        "the server expects the columns " + header.names() + ", the rows have " + names());
            }
            if (!header.column(index).type().equals(column.type())) {
                throw new DataException("column " + column.name() + " is of type "
                        + header.column(index).type() + " at the server, the rows have " + column.type());
            }
        }
        begun = true;
    }

    private List<String> names() {
        return columns.stream().map(TableColumn::name).toList();
    }
}
