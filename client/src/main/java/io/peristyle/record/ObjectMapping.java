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
        boolean[] used = new boolean[block.columns().size()];
        int[] columns = shape.columns().of(block.names());
        for (int i = 0; i < cells.length; i++) {
            Property property = shape.properties().get(i);
            int column = columns[i];
            if (column < 0) {
                throw new DataException("there is no column for the component " + property.name() + " of "
                        + type.getName() + "; there are " + block.names());
            }
            used[column] = true;
            CellTarget target = new CellTarget(
                    block.names().get(column), shape.places().get(i), property.type(), property.genericType());
            cells[i] = Cells.of(block.column(column), target);
        }
        for (int column = 0; column < used.length; column++) {
            if (!used[column]) {
                throw new DataException("there is no component for the column "
                        + block.names().get(column) + " of type "
                        + block.column(column).type() + " in " + type.getName() + "; select without it, or add one");
            }
        }
        ObjectFactory factory = ObjectFactory.of(type, shape, cells);
        return new BlockRows<>() {
            @Override
            public int size() {
                return block.rows();
            }

            @Override
            public T row(int row) {
                return type.cast(factory.make(row));
            }
        };
    }
}
