package io.peristyle.record;

import io.peristyle.column.Column;
import io.peristyle.error.DataException;
import org.jspecify.annotations.Nullable;

/** Values as objects, by the column's own conversion. */
final class ObjectCell extends Cell {
    private final Column column;
    private final CellTarget target;
    private final Column.RowReader reader;

    ObjectCell(Column column, CellTarget target, Column.RowReader reader) {
        this.column = column;
        this.target = target;
        this.reader = reader;
    }

    @Override
    @Nullable
    Object object(int row) {
        if (column.isNull(row)) {
            if (target.type().isPrimitive()) {
                throw target.isNull(column, row);
            }
            return null;
        }
        try {
            return reader.read(row);
        } catch (DataException failure) {
            throw target.misfit(column, row, failure);
        }
    }
}
