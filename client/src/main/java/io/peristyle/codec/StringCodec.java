package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column.RowReader;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * {@code String}: for each row the number of bytes as a VarUInt, and the bytes. {@code 'ab', ''} is {@code 02 61 62 00}.
 */
final class StringCodec implements ColumnCodec<BytesColumn>, ValueMapping<BytesColumn> {
    static final String TAKES = "String takes a CharSequence, an enum constant, a byte[] or a ByteBuffer";

    private final ClickHouseType type;

    StringCodec(ClickHouseType type) {
        this.type = type;
    }

    @Override
    public ClickHouseType type() {
        return type;
    }

    @Override
    public ColumnReader<BytesColumn> reader(int rows, ReadBudget budget) {
        return new BytesReader(type, this, rows, budget);
    }

    @Override
    public int extraBytesPerRow() {
        return Integer.BYTES;
    }

    @Override
    public boolean writesRowByRow() {
        return true;
    }

    @Override
    public void writePrefix(ByteBuf out, BytesColumn column) {}

    @Override
    public void write(ByteBuf out, BytesColumn column, int from, int to) {
        BytesWriter.write(out, column, from, to);
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new BytesBuilder(type, this, expectedRows);
    }

    @Override
    public String value(BytesColumn column, int row) {
        return column.stringValue(row);
    }

    @Override
    public @Nullable RowReader reader(BytesColumn column, Class<?> target) {
        if (target.isAssignableFrom(String.class)) {
            return column::stringValue;
        } else if (target == byte[].class) {
            return column::bytesValue;
        } else if (target == ByteBuffer.class) {
            return row -> ByteBuffer.wrap(column.bytesValue(row));
        }
        return target.isEnum() ? new EnumConstants(target).reader(column) : null;
    }
}
