package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.options.InsertOptions;
import io.peristyle.record.BlockAssembler;

/** Packs objects, as many to a block as the limits allow. */
final class RowPacker<T> implements BlockPacker<T> {
    private final BlockAssembler<T> assembler;
    private final InsertOptions limits;

    RowPacker(BlockAssembler<T> assembler, InsertOptions limits) {
        this.assembler = assembler;
        this.limits = limits;
    }

    @Override
    public void add(T element) {
        assembler.add(element);
    }

    @Override
    public boolean isFull() {
        return assembler.rows() >= limits.maximumBlockRows() || assembler.bytes() >= limits.maximumBlockBytes();
    }

    @Override
    public int room() {
        return isFull() ? 0 : limits.maximumBlockRows() - assembler.rows();
    }

    @Override
    public boolean isEmpty() {
        return assembler.rows() == 0;
    }

    @Override
    public BlockRange build() {
        return BlockRange.all(assembler.build());
    }
}
