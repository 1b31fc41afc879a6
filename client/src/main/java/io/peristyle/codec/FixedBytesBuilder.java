package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.FixedBytesColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values of any fixed number of bytes, as many as come. */
final class FixedBytesBuilder implements ColumnBuilder {
    private static final int MOST_EXPECTED_BYTES = 1 << 20;

    private final FixedBytesCodec codec;
    private byte[] bytes;
    private int used;

    FixedBytesBuilder(FixedBytesCodec codec, int expectedRows) {
        this.codec = codec;
        this.bytes =
                new byte[(int) Math.min((long) Growth.expected(expectedRows) * codec.width(), MOST_EXPECTED_BYTES)];
    }

    @Override
    public void append(@Nullable Object value) {
        if (value == null) {
            throw Refusal.ofNull(codec.takes());
        }
        grow();
        codec.put(value, bytes, used);
        used += codec.width();
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof FixedBytesColumn same
                && same.type().plain().equals(codec.type().plain())) {
            grow();
            System.arraycopy(same.bytes(), row * codec.width(), bytes, used, codec.width());
            used += codec.width();
        } else {
            append(ExactText.of(column, row));
        }
    }

    @Override
    public void appendLong(long value) {
        grow();
        codec.put(value, bytes, used);
        used += codec.width();
    }

    @Override
    public void appendDefault() {
        grow();
        Arrays.fill(bytes, used, used + codec.width(), (byte) 0);
        used += codec.width();
    }

    private void grow() {
        if (codec.width() > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Growth.atLeast(bytes.length, (long) used + codec.width()));
        }
    }

    @Override
    public int size() {
        return used / codec.width();
    }

    @Override
    public long bytes() {
        return used;
    }

    @Override
    public FixedBytesColumn build() {
        byte[] built = used == bytes.length ? bytes : Arrays.copyOf(bytes, used);
        bytes = new byte[0];
        used = 0;
        return new FixedBytesColumn(codec.type(), codec.width(), built, codec);
    }
}
