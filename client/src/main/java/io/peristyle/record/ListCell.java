package io.peristyle.record;

import io.peristyle.column.ArrayColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays as lists of converted elements. */
final class ListCell extends Cell {
    private final ArrayColumn column;
    private final Cell elements;

    ListCell(ArrayColumn column, Cell elements) {
        this.column = column;
        this.elements = elements;
    }

    @Override
    Object object(int row) {
        List<@Nullable Object> list = new ArrayList<>(column.end(row) - column.start(row));
        for (int i = column.start(row); i < column.end(row); i++) {
            list.add(elements.object(i));
        }
        return list;
    }
}
