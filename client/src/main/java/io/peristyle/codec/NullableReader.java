package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.NullableColumn;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.MalformedDataException;

/** Reads the marks, then the values of a {@code Nullable} column. */
final class NullableReader implements ColumnReader<NullableColumn> {
    private final ClickHouseType type;
    private final ByteRun nulls;
    private final ColumnReader<? extends Column> values;
    private boolean checked;

    NullableReader(ClickHouseType type, ByteRun nulls, ColumnReader<? extends Column> values) {
        this.type = type;
        this.nulls = nulls;
        this.values = values;
    }

    @Override
    public boolean readData(ByteBuf in) {
        return readNulls(in) && values.readData(in);
    }

    private boolean readNulls(ByteBuf in) {
        if (!nulls.read(in)) {
            return false;
        }
        if (!checked) {
            check(nulls.bytes());
            checked = true;
        }
        return true;
    }

    private static void check(byte[] marks) {
        int all = 0;
        for (byte mark : marks) {
            all |= mark;
        }
        if ((all & ~1) != 0) {
            throw new MalformedDataException("a mark of NULL that is neither 0 nor 1");
        }
    }

    @Override
    public NullableColumn column() {
        return new NullableColumn(type, nulls.bytes(), values.column());
    }
}
