package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.error.DataException;

/** Passes blocks on as they are, if they have the columns of the first one. */
final class WholeBlocks implements BlockPacker<Block> {
    private final Block first;
    private Block current = Block.EMPTY;

    WholeBlocks(Block first) {
        this.first = first;
    }

    @Override
    public void add(Block block) {
        if (!block.names().equals(first.names()) || !block.types().equals(first.types())) {
            throw new DataException("a block has the columns " + block.names() + " of types " + block.types()
                    + ", the first one " + first.names() + " of types " + first.types());
        }
        current = block;
    }

    @Override
    public boolean isFull() {
        return current.rows() > 0;
    }

    @Override
    public int room() {
        return isFull() ? 0 : 1;
    }

    @Override
    public boolean isEmpty() {
        return current.rows() == 0;
    }

    @Override
    public BlockRange build() {
        BlockRange all = BlockRange.all(current);
        current = Block.EMPTY;
        return all;
    }
}
