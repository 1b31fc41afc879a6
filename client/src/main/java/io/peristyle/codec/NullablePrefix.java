package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.NullableColumn;
import io.peristyle.type.ClickHouseType;

/** The prefix of the values behind a {@code Nullable}, which has none of its own. */
record NullablePrefix(ClickHouseType type, ColumnPrefix<Column> inner, ReadBudget budget)
        implements ColumnPrefix<NullableColumn> {
    @Override
    public boolean read(ByteBuf in) {
        return inner.read(in);
    }

    @Override
    public ColumnReader<NullableColumn> reader(int rows) {
        return new NullableReader(type, new ByteRun(rows, budget), inner.reader(rows));
    }
}
