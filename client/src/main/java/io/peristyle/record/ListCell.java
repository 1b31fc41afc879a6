package io.peristyle.record;

import io.peristyle.column.ArrayColumn;
import io.peristyle.error.DataException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as lists of converted elements. */
final class ListCell extends Cell {
    private final ArrayColumn column;
    private final Cell elements;
    private final CellTarget target;

    ListCell(ArrayColumn column, Cell elements, CellTarget target) {
        this.column = column;
        this.elements = elements;
        this.target = target;
    }

    @Override
    Object object(int row) {
        List<@Nullable Object> list = new ArrayList<>(column.end(row) - column.start(row));
        try {
            for (int i = column.start(row); i < column.end(row); i++) {
                list.add(elements.object(i));
            }
        } catch (DataException misfit) {
            throw target.inRow(row, misfit);
        }
        return list;
    }
}
