package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ShortColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of two bytes, as many as come. */
final class ShortBuilder implements ColumnBuilder {
    private final ShortCodec codec;
    private short[] values;
    private int size;
    private int sizeBefore;

    ShortBuilder(ShortCodec codec, int expectedRows) {
        this.codec = codec;
        this.values = new short[Growth.expected(expectedRows)];
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
        if (column instanceof ShortColumn same
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

    private void add(short raw) {
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
        return Short.BYTES;
    }

    @Override
    public long bytes() {
        return (long) size * Short.BYTES;
    }

    @Override
    public ShortColumn build() {
        short[] built = size == values.length ? values : Arrays.copyOf(values, size);
        values = new short[0];
        sizeBefore = size;
        size = 0;
        return new ShortColumn(codec.type(), built, codec);
    }
}
