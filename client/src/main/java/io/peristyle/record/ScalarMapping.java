package io.peristyle.record;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;

/** Each row as the value of its only column. */
final class ScalarMapping<T> implements RowMapping<T> {
    private final Class<T> type;

    ScalarMapping(Class<T> type) {
        this.type = type;
    }

    @Override
    public BlockRows<T> bind(Block block) {
        if (block.columns().size() != 1) {
            throw new DataException("the result has the columns " + block.names() + ", but " + type.getTypeName()
                    + " is one value; use a record or Map.class for several columns");
        }
        Cell cell = Cells.of(block.column(0), new CellTarget(block.names().get(0), "list element", type, type));
        return new BlockRows<>() {
            @Override
            public int size() {
                return block.rows();
            }

            @Override
            @SuppressWarnings({"unchecked", "NullAway"}) // A list of scalars has null where the column has NULL.
            public T row(int row) {
                return (T) cell.object(row);
            }
        };
    }
}
