package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.type.ClickHouseType;

/**
 * The prefix of the values behind a sparse layout, which has none of its own. A sparse nullable column has no marks: the
 * rows that are left out are the NULLs.
 */
record SparsePrefix(ClickHouseType type, boolean nullable, ColumnPrefix<? extends Column> values, ReadBudget budget)
        implements ColumnPrefix<Column> {
    static SparsePrefix of(ElementCodec codec, ReadBudget budget) {
        if ((ColumnCodec<?>) codec.codec() instanceof NullableCodec nullable) {
            return new SparsePrefix(codec.type(), true, nullable.inner().prefix(budget), budget);
        }
        return new SparsePrefix(codec.type(), false, codec.prefix(budget), budget);
    }

    @Override
    public boolean read(ByteBuf in) {
        return values.read(in);
    }

    @Override
    public ColumnReader<Column> reader(int rows) {
        return new SparseReader(this, rows);
    }
}
