package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;

/** The prefix of a type that has none. */
record NoPrefix<C extends Column>(ColumnCodec<C> codec, ReadBudget budget) implements ColumnPrefix<C> {
    @Override
    public boolean read(ByteBuf in) {
        return true;
    }

    @Override
    public ColumnReader<C> reader(int rows) {
        budget.reserve((long) rows * codec.extraBytesPerRow());
        return codec.reader(rows, budget);
    }
}
