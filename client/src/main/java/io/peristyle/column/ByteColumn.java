package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values of one byte: (U)Int8, Bool, Enum8, Nothing. */
public final class ByteColumn extends Column {
    private final byte[] values;
    private final ValueMapping<ByteColumn> mapping;

    /** Keeps {@code values}, does not copy it. */
    public ByteColumn(ClickHouseType type, byte[] values, ValueMapping<ByteColumn> mapping) {
        super(type, values.length);
        this.values = values;
        this.mapping = mapping;
    }

    /** The raw values, not a copy. */
    public byte[] values() {
        return values;
    }

    /** The raw value of {@code row}. */
    public byte rawValue(int row) {
        return values[row];
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
        return mapping.stringValue(this, row);
    }

    @Override
    public @Nullable RowReader reader(Class<?> target) {
        return mapping.reader(this, target);
    }

    @Override
    public ByteColumn as(ClickHouseType type) {
        return new ByteColumn(type, values, mapping);
    }

    @Override
    public ByteColumn gather(int[] rows) {
        byte[] gathered = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                gathered[i] = values[rows[i]];
            }
        }
        return new ByteColumn(type(), gathered, mapping);
    }
}
