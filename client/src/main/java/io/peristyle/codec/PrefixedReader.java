package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import org.jspecify.annotations.Nullable;

/** Reads a column of a type with prefix and a number of rows that is known from the start. */
final class PrefixedReader<C extends Column> implements ColumnReader<C> {
    private final ColumnPrefix<C> prefix;
    private final int rows;
    private @Nullable ColumnReader<? extends C> data;

    PrefixedReader(ColumnPrefix<C> prefix, int rows) {
        this.prefix = prefix;
        this.rows = rows;
    }

    @Override
    public boolean readPrefix(ByteBuf in) {
        if (data == null && prefix.read(in)) {
            data = prefix.reader(rows);
        }
        return data != null;
    }

    @Override
    public boolean readData(ByteBuf in) {
        return begun().readData(in);
    }

    @Override
    public C column() {
        return begun().column();
    }

    private ColumnReader<? extends C> begun() {
        if (data == null) {
            throw new IllegalStateException("the prefix was not read yet");
        }
        return data;
    }
}
