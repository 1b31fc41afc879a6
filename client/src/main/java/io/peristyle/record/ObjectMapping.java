package io.peristyle.record;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;

/** Each row as a record or bean: a column for each component, a component for each column. */
final class ObjectMapping<T> implements RowMapping<T> {
    private final Class<T> type;
    private final CompiledShape shape;

    ObjectMapping(Class<T> type, CompiledShape shape) {
        this.type = type;
        this.shape = shape;
    }

    @Override
    public BlockRows<T> bind(Block block) {
        Cell[] cells = new Cell[shape.properties().size()];
        ColumnMatch.Found match = shape.columns().of(block.names());
        for (int i = 0; i < cells.length; i++) {
            CellTarget target = match.target(i);
            if (target == null) {
                throw new DataException("there is no column for the component "
                        + shape.properties().get(i).name() + " of " + type.getName() + "; there are " + block.names());
            }
            cells[i] = Cells.of(block.column(match.column(i)), target);
        }
        int unused = match.firstUnused();
        if (unused < block.columns().size()) {
            throw new DataException("there is no component for the column "
                    + block.names().get(unused) + " of type "
                    + block.column(unused).type() + " in " + type.getName() + "; select without it, or add one");
        }
        return new ObjectRows<>(type, ObjectFactory.of(type, shape, cells), block.rows());
    }

    private record ObjectRows<T>(Class<T> type, ObjectFactory factory, int size) implements BlockRows<T> {
        @Override
        public T row(int row) {
            return type.cast(factory.make(row));
        }
    }
}
