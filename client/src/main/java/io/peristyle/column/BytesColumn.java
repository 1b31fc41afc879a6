package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of any number of bytes: String. Bytes become a {@link String} only when one is asked for. */
public final class BytesColumn extends Column {
    private final byte[] bytes;
    private final int[] ends;
    private final ValueMapping<BytesColumn> mapping;

    /**
     * Keeps both arrays, does not copy them.
     *
     * @param bytes all values one after another; may be longer than they are
     * @param ends where in {@code bytes} each value ends and the next begins; never falling
     */
    public BytesColumn(ClickHouseType type, byte[] bytes, int[] ends, ValueMapping<BytesColumn> mapping) {
        super(type, ends.length);
        this.bytes = bytes;
        this.ends = ends;
        this.mapping = mapping;
    }

    /** All values one after another; not a copy, and possibly longer than the values are. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the value of {@code row} begins. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Where in {@link #bytes()} the value of {@code row} ends, exclusive. */
    public int end(int row) {
        return ends[row];
    }

    @Override
    public Object value(int row) {
        return mapping.value(this, row);
    }

    @Override
    public long longValue(int row) {
        return mapping.longValue(this, row);
    }

    @Override
    public double doubleValue(int row) {
        return mapping.doubleValue(this, row);
    }

    @Override
    public String stringValue(int row) {
        int start = start(row);
        return new String(bytes, start, end(row) - start, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytesValue(int row) {
        return Arrays.copyOfRange(bytes, start(row), end(row));
    }

    @Override
    public @Nullable RowReader reader(Class<?> target) {
        return mapping.reader(this, target);
    }

    @Override
    public BytesColumn as(ClickHouseType type) {
        return new BytesColumn(type, bytes, ends, mapping);
    }

    @Override
    public BytesColumn gather(int[] rows) {
        int[] gatheredEnds = new int[rows.length];
        int total = 0;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                total = Math.addExact(total, end(rows[i]) - start(rows[i]));
            }
            gatheredEnds[i] = total;
        }
        byte[] gathered = new byte[total];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                int length = end(rows[i]) - start(rows[i]);
                System.arraycopy(bytes, start(rows[i]), gathered, gatheredEnds[i] - length, length);
            }
        }
        return new BytesColumn(type(), gathered, gatheredEnds, mapping);
    }
}
