package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.LowCardinalityType;
import java.util.Arrays;

/** The codec of a column inside a block or inside another column; writes columns whose rows the server repeated, too. */
record ElementCodec(ColumnCodec<Column> codec) {
    /** A codec takes the shape of its own type only; that column and codec are of one type is the caller's promise. */
    @SuppressWarnings("unchecked")
    static ElementCodec of(ColumnCodec<?> codec) {
        return new ElementCodec((ColumnCodec<Column>) codec);
    }

    ClickHouseType type() {
        return codec.type();
    }

    ColumnPrefix<Column> prefix(ReadBudget budget) {
        return codec.prefix(budget);
    }

    ColumnBuilder builder(int expectedRows) {
        return codec.builder(expectedRows);
    }

    /** {@link ColumnCodec#writesRowByRow}, if the values stand in {@code column} as the type has them. */
    boolean writesRowByRow(Column column) {
        return codec.writesRowByRow() && !repeats(column);
    }

    int bytesPerRow() {
        return codec.bytesPerRow();
    }

    void writePrefix(ByteBuf out, Column column) {
        codec.writePrefix(out, repeats(column) ? ((DictionaryColumn) column).dictionary() : column);
    }

    void write(ByteBuf out, Column column, int from, int to) {
        if (repeats(column)) {
            DictionaryColumn repeated = (DictionaryColumn) column;
            int[] rows = Arrays.copyOfRange(repeated.indices(), from, to);
            codec.write(out, repeated.dictionary().gather(rows), 0, rows.length);
        } else {
            codec.write(out, column, from, to);
        }
    }

    private boolean repeats(Column column) {
        return column instanceof DictionaryColumn && !(type().plain() instanceof LowCardinalityType);
    }
}
