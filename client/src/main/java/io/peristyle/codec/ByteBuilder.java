package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of one byte, as many as come. */
final class ByteBuilder implements ColumnBuilder {
    private final ByteCodec codec;
    private byte[] values;
    private int size;
    private int sizeBefore;

    ByteBuilder(ByteCodec codec, int expectedRows) {
        this.codec = codec;
        this.values = new byte[Growth.expected(expectedRows)];
    }

    @Override
    public void append(@Nullable Object value) {
        if (value == null) {
            throw Refusal.ofNull(codec.takes());
        }
        add(codec.raw(value));
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof ByteColumn same
                && same.type().plain().equals(codec.type().plain())) {
            add(same.rawValue(row));
        } else {
            append(column.value(row));
        }
    }

    @Override
    public void appendLong(long value) {
        add(codec.raw(value));
    }

    @Override
    public void appendDouble(double value) {
        add(codec.raw(value));
    }

    @Override
    public void appendDefault() {
        add(codec.defaultRaw());
    }

    private void add(byte raw) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.next(size, sizeBefore));
        }
        values[size++] = raw;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int bytesPerRow() {
        return Byte.BYTES;
    }

    @Override
    public long bytes() {
        return (long) size * Byte.BYTES;
    }

    @Override
    public ByteColumn build() {
        byte[] built = size == values.length ? values : Arrays.copyOf(values, size);
        values = new byte[0];
        sizeBefore = size;
        size = 0;
        return new ByteColumn(codec.type(), built, codec);
    }
}
