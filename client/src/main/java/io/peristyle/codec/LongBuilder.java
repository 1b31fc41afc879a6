package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.LongColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of eight bytes, as many as come. */
final class LongBuilder implements ColumnBuilder {
    private final LongCodec codec;
    private long[] values;
    private int size;
    private int sizeBefore;

    LongBuilder(LongCodec codec, int expectedRows) {
        this.codec = codec;
        this.values = new long[Growth.expected(expectedRows)];
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
        if (column instanceof LongColumn same
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
    public void appendLongs(long[] longs, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            values[size] = codec.raw(longs[i]);
            size++;
        }
    }

    @Override
    public void appendAll(@Nullable Object[] objects, int from, int to) {
        reserve(to - from);
        for (int next = from; next < to; next++) {
            int taken = codec.rawAll(objects, next, to, values, size);
            size += taken;
            next += taken;
            if (next < to) {
                append(objects[next]);
            }
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

    private void add(long raw) {
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
        return Long.BYTES;
    }

    @Override
    public long bytes() {
        return (long) size * Long.BYTES;
    }

    @Override
    public LongColumn build() {
        long[] built = size == values.length ? values : Arrays.copyOf(values, size);
        values = new long[0];
        sizeBefore = size;
        size = 0;
        return new LongColumn(codec.type(), built, codec);
    }
}
