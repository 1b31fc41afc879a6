package io.peristyle.client;

import io.peristyle.column.BlockRange;

/** Packs what a publisher delivers into blocks. */
interface BlockPacker<T> {
    /**
     * Adds one element.
     *
     * @throws io.peristyle.error.DataException if it does not fit
     */
    void add(T element);

    /** Whether the block is to be sent before more is added. */
    boolean isFull();

    /** How many elements more the block may take, at least 1 unless it is full. */
    int room();

    /** Whether nothing was added since the last block. */
    boolean isEmpty();

    /** The block; the next one begins empty. */
    BlockRange build();
}
