package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.NullableColumn;
import io.peristyle.type.NullableType;

/**
 * {@code Nullable(T)}: a mark for each row, then a value for each row, whatever it is where the row is NULL.
 *
 * <pre>
 * 00 01 | 07 00         Nullable(UInt8) 7, NULL
 * </pre>
 */
final class NullableCodec implements CompositeCodec<NullableColumn> {
    private final NullableType type;
    private final ElementCodec inner;

    NullableCodec(NullableType type, ColumnCodec<?> inner) {
        this.type = type;
        this.inner = ElementCodec.of(inner);
    }

    @Override
    public NullableType type() {
        return type;
    }

    /** The codec of the values that are not NULL. */
    ElementCodec inner() {
        return inner;
    }

    @Override
    public ColumnPrefix<NullableColumn> prefix(ReadBudget budget) {
        return new NullablePrefix(type, inner.prefix(budget), budget);
    }

    @Override
    public void writePrefix(ByteBuf out, NullableColumn column) {
        inner.writePrefix(out, column.values());
    }

    @Override
    public void write(ByteBuf out, NullableColumn column, int from, int to) {
        out.writeBytes(column.nulls(), from, to - from);
        inner.write(out, column.values(), from, to);
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new NullableBuilder(type, inner.builder(expectedRows), expectedRows);
    }
}
