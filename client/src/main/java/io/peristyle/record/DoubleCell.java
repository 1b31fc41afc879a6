package io.peristyle.record;

import io.peristyle.column.Column;

/** Floating point numbers as {@code double}. */
final class DoubleCell extends Cell {
    private final Column column;
    private final CellTarget target;

    DoubleCell(Column column, CellTarget target) {
        this.column = column;
        this.target = target;
    }

    @Override
    Object object(int row) {
        return doubleValue(row);
    }

    @Override
    double doubleValue(int row) {
        if (column.isNull(row)) {
            throw target.isNull(column, row);
        }
        return column.doubleValue(row);
    }
}
