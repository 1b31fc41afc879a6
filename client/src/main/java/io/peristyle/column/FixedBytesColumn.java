package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values of a fixed number of bytes, as they are on the wire: FixedString, UUID, IPv6, Decimal beyond 18 digits. */
public final class FixedBytesColumn extends Column {
    private final int width;
    private final byte[] bytes;
    private final ValueMapping<FixedBytesColumn> mapping;

    /**
     * Keeps {@code bytes}, does not copy it.
     *
     * @param width bytes in a value, at least 1
     * @param bytes all values one after another; a multiple of {@code width} long
     */
    public FixedBytesColumn(ClickHouseType type, int width, byte[] bytes, ValueMapping<FixedBytesColumn> mapping) {
        super(type, bytes.length / width);
        this.width = width;
        this.bytes = bytes;
        this.mapping = mapping;
    }

    /** Bytes in a value. */
    public int width() {
        return width;
    }

    /** All values one after another, in the byte order of the wire; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public Object value(int row) {
        return mapping.value(this, check(row));
    }

    @Override
    public long longValue(int row) {
        return mapping.longValue(this, check(row));
    }

    @Override
    public double doubleValue(int row) {
        return mapping.doubleValue(this, check(row));
    }

    @Override
    public String stringValue(int row) {
        return mapping.stringValue(this, check(row));
    }

    /** The bytes of {@code row}, in the byte order of the wire; a copy. */
    @Override
    public byte[] bytesValue(int row) {
        int from = check(row) * width;
        return java.util.Arrays.copyOfRange(bytes, from, from + width);
    }

    @Override
    public @Nullable RowReader reader(Class<?> target) {
        return mapping.reader(this, target);
    }

    @Override
    public FixedBytesColumn as(ClickHouseType type) {
        return new FixedBytesColumn(type, width, bytes, mapping);
    }

    @Override
    public FixedBytesColumn gather(int[] rows) {
        byte[] gathered = new byte[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                System.arraycopy(bytes, rows[i] * width, gathered, i * width, width);
            }
        }
        return new FixedBytesColumn(type(), width, gathered, mapping);
    }
}
