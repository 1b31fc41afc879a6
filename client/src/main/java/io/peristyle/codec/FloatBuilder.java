package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.FloatColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of type Float32, as many as come. */
final class FloatBuilder implements ColumnBuilder {
    private final FloatCodec codec;
    private float[] values;
    private int size;
    private int sizeBefore;

    FloatBuilder(FloatCodec codec, int expectedRows) {
        this.codec = codec;
        this.values = new float[Growth.expected(expectedRows)];
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
        if (column instanceof FloatColumn same
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

    private void add(float raw) {
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
        return Float.BYTES;
    }

    @Override
    public long bytes() {
        return (long) size * Float.BYTES;
    }

    @Override
    public FloatColumn build() {
        float[] built = size == values.length ? values : Arrays.copyOf(values, size);
        values = new float[0];
        sizeBefore = size;
        size = 0;
        return new FloatColumn(codec.type(), built, codec);
    }
}
