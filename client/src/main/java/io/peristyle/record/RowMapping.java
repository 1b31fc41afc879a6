package io.peristyle.record;

import io.peristyle.column.Block;
import io.peristyle.query.Row;

/**
 * How rows become Java objects of one class. Thread-safe.
 *
 * @param <T> the class
 */
@FunctionalInterface
public interface RowMapping<T> {
    /** Each row as a view. */
    RowMapping<Row> ROWS = block -> new BlockRows<>() {
        @Override
        public int size() {
            return block.rows();
        }

        @Override
        public Row row(int row) {
            return new Row(block, row);
        }
    };

    /** Each block as it is. */
    RowMapping<Block> BLOCKS = block -> new BlockRows<>() {
        @Override
        public int size() {
            return block.rows() == 0 ? 0 : 1;
        }

        @Override
        public Block row(int row) {
            return block;
        }
    };

    /**
     * Gets ready to map the rows of a block; one without rows serves to see whether names and types fit.
     *
     * @throws io.peristyle.error.DataException if they do not
     */
    BlockRows<T> bind(Block block);

    /** The objects of one block. */
    interface BlockRows<T> {
        /** How many there are. */
        int size();

        /**
         * Makes one.
         *
         * @throws io.peristyle.error.DataException if a value does not fit; the message names row, column and component
         */
        T row(int row);
    }
}
