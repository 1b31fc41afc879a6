package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;

/** The prefix of the elements of an array, which has none of its own. */
record ArrayPrefix(
        ClickHouseType type,
        ValueMapping<ArrayColumn> mapping,
        ColumnPrefix<? extends Column> element,
        ReadBudget budget)
        implements ColumnPrefix<ArrayColumn> {
    @Override
    public boolean read(ByteBuf in) {
        return element.read(in);
    }

    @Override
    public ColumnReader<ArrayColumn> reader(int rows) {
        return new ArrayReader(this, rows);
    }
}
