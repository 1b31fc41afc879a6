package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.NullableColumn;
import io.peristyle.type.ClickHouseType;

/** Reads the marks, then the values of a {@code Nullable} column. */
final class NullableReader implements ColumnReader<NullableColumn> {
    private final ClickHouseType type;
    private final ByteRun nulls;
    private final ColumnReader<? extends Column> values;

    NullableReader(ClickHouseType type, ByteRun nulls, ColumnReader<? extends Column> values) {
        this.type = type;
        this.nulls = nulls;
        this.values = values;
    }

    @Override
    public boolean readData(ByteBuf in) {
        return nulls.read(in) && values.readData(in);
    }

    @Override
    public NullableColumn column() {
        return new NullableColumn(type, nulls.bytes(), values.column());
    }
}
