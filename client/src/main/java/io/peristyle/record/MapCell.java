package io.peristyle.record;

import io.peristyle.column.ArrayColumn;
import io.peristyle.error.DataException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps with converted keys and values, in the server's order; of equal keys the last one counts. */
final class MapCell extends Cell {
    private final ArrayColumn column;
    private final Cell keys;
    private final Cell values;
    private final CellTarget target;

    MapCell(ArrayColumn column, Cell keys, Cell values, CellTarget target) {
        this.column = column;
        this.keys = keys;
        this.values = values;
        this.target = target;
    }

    @Override
    Object object(int row) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        try {
            for (int i = column.start(row); i < column.end(row); i++) {
                map.put(keys.object(i), values.object(i));
            }
        } catch (DataException misfit) {
            throw target.inRow(row, misfit);
        }
        return map;
    }
}
