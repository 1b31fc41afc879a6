package io.peristyle.record;

import io.peristyle.column.Column;
import io.peristyle.column.TupleColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tuples as records: by the elements' names if they have any, else by their order. */
final class TupleCell extends Cell {
    private final Column column;
    private final ObjectFactory factory;

    private TupleCell(Column column, ObjectFactory factory) {
        this.column = column;
        this.factory = factory;
    }

    static TupleCell of(Column column, TupleColumn tuple, CellTarget target) {
        CompiledShape shape = CompiledShape.of(target.type());
        List<String> names = names(tuple);
        if (shape.properties().size() != tuple.elements().size()) {
            throw new DataException("column " + target.column() + " of type " + column.type() + " has "
                    + tuple.elements().size() + " elements, the record "
                    + target.type().getName() + " of "
                    + target.component() + " has " + shape.properties().size() + " components");
        }
        Cell[] cells = new Cell[shape.properties().size()];
        int[] elements = ColumnNames.match(names, shape.names(), target.type().getName());
        for (int i = 0; i < cells.length; i++) {
            Property property = shape.properties().get(i);
            int element = names.isEmpty() ? i : elements[i];
            if (element < 0) {
                throw new DataException("column " + target.column() + " of type " + column.type()
                        + " has no element for the component " + property.name() + " of "
                        + target.type().getName());
            }
            cells[i] = Cells.of(tuple.elements().get(element), target.component(property));
        }
        return new TupleCell(column, ObjectFactory.of(target.type(), shape, cells));
    }

    @Override
    @Nullable
    Object object(int row) {
        return column.isNull(row) ? null : factory.make(row);
    }

    private static List<String> names(TupleColumn tuple) {
        List<String> names = new ArrayList<>();
        if (tuple.type().plain() instanceof TupleType type) {
            type.elements().stream()
                    .map(TupleType.Element::name)
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
        return names;
    }
}
