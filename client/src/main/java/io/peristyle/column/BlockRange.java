package io.peristyle.column;

import java.util.Objects;

/**
 * Some consecutive rows of a block.
 *
 * @param block the block
 * @param from the first row
 * @param to the row behind the last
 */
public record BlockRange(Block block, int from, int to) {
    public BlockRange {
        Objects.checkFromToIndex(from, to, block.rows());
    }

    /** All rows of {@code block}. */
    public static BlockRange all(Block block) {
        return new BlockRange(block, 0, block.rows());
    }

    /** The number of rows. */
    public int rows() {
        return to - from;
    }
}
