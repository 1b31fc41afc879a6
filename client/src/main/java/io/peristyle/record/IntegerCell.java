package io.peristyle.record;

import io.peristyle.column.Column;
import io.peristyle.error.DataException;

/** Integers as {@code long} or {@code int}, exactly. */
final class IntegerCell extends Cell {
    private final Column column;
    private final CellTarget target;

    IntegerCell(Column column, CellTarget target) {
        this.column = column;
        this.target = target;
    }

    @Override
    Object object(int row) {
        return target.type() == int.class ? (Object) intValue(row) : (Object) longValue(row);
    }

    @Override
    long longValue(int row) {
        if (column.isNull(row)) {
            throw target.isNull(column, row);
        }
        try {
            return column.longValue(row);
        } catch (DataException failure) {
            throw target.misfit(column, row, failure);
        }
    }

    @Override
    int intValue(int row) {
        long value = longValue(row);
        if (value != (int) value) {
            throw target.misfit(column, row);
        }
        return (int) value;
    }
}
