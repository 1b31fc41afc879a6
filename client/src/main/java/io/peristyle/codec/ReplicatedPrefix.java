package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;

/** The prefix of the values behind a replicated layout, which has none of its own. */
record ReplicatedPrefix(ColumnPrefix<? extends Column> values, ReadBudget budget) implements ColumnPrefix<Column> {
    @Override
    public boolean read(ByteBuf in) {
        return values.read(in);
    }

    @Override
    public ColumnReader<Column> reader(int rows) {
        return new ReplicatedReader(this, rows);
    }
}
