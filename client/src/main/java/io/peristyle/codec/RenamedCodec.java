package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** A type that is laid out as another one, such as {@code SimpleAggregateFunction(sum, UInt64)} as {@code UInt64}. */
final class RenamedCodec implements CompositeCodec<Column> {
    private final ClickHouseType type;
    private final ElementCodec inner;

    RenamedCodec(ClickHouseType type, ColumnCodec<?> inner) {
        this.type = type;
        this.inner = ElementCodec.of(inner);
    }

    @Override
    public ClickHouseType type() {
        return type;
    }

    /** The codec of the type that this one is laid out as. */
    ElementCodec inner() {
        return inner;
    }

    @Override
    public int bytesPerRow() {
        return inner.codec().bytesPerRow();
    }

    @Override
    public ColumnPrefix<Column> prefix(ReadBudget budget) {
        return renamed(inner.prefix(budget));
    }

    /** {@code prefix}, which is one of the inner type, with a column of this type. */
    ColumnPrefix<Column> renamed(ColumnPrefix<? extends Column> prefix) {
        return new ColumnPrefix<>() {
            @Override
            public boolean read(ByteBuf in) {
                return prefix.read(in);
            }

            @Override
            public ColumnReader<Column> reader(int rows) {
                return renamed(prefix.reader(rows));
            }
        };
    }

    private ColumnReader<Column> renamed(ColumnReader<? extends Column> reader) {
        return new ColumnReader<>() {
            @Override
            public boolean readData(ByteBuf in) {
                return reader.readData(in);
            }

            @Override
            public Column column() {
                return reader.column().as(type);
            }
        };
    }

    @Override
    public void writePrefix(ByteBuf out, Column column) {
        inner.writePrefix(out, column);
    }

    @Override
    public void write(ByteBuf out, Column column, int from, int to) {
        inner.write(out, column, from, to);
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        ColumnBuilder builder = inner.builder(expectedRows);
        return new ColumnBuilder() {
            @Override
            public void append(@Nullable Object value) {
                builder.append(value);
            }

            @Override
            public void appendFrom(Column column, int row) {
                builder.appendFrom(column, row);
            }

            @Override
            public void appendLong(long value) {
                builder.appendLong(value);
            }

            @Override
            public void appendDouble(double value) {
                builder.appendDouble(value);
            }

            @Override
            public void appendDefault() {
                builder.appendDefault();
            }

            @Override
            public int size() {
                return builder.size();
            }

            @Override
            public long bytes() {
                return builder.bytes();
            }

            @Override
            public Column build() {
                return builder.build().as(type);
            }
        };
    }
}
