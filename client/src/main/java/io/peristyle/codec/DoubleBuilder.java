package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DoubleColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of type Float64, as many as come. */
final class DoubleBuilder implements ColumnBuilder {
    private final DoubleCodec codec;
    private double[] values;
    private int size;
    private int sizeBefore;

    DoubleBuilder(DoubleCodec codec, int expectedRows) {
        this.codec = codec;
        this.values = new double[Growth.expected(expectedRows)];
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
        if (column instanceof DoubleColumn same
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
    public void appendDoubles(double[] doubles, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            values[size] = codec.raw(doubles[i]);
            size++;
        }
    }

    @Override
    public void appendDefault() {
        add(codec.defaultRaw());
    }

    private void reserve(int more) {
        if (more > values.length - size) {
            values = Arrays.copyOf(
                    values, Growth.atLeast(values.length, Math.max((long) size + more, size == 0 ? sizeBefore : 0)));
        }
    }

    private void add(double raw) {
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
        return Double.BYTES;
    }

    @Override
    public long bytes() {
        return (long) size * Double.BYTES;
    }

    @Override
    public DoubleColumn build() {
        double[] built = size == values.length ? values : Arrays.copyOf(values, size);
        values = new double[0];
        sizeBefore = size;
        size = 0;
        return new DoubleColumn(codec.type(), built, codec);
    }
}
