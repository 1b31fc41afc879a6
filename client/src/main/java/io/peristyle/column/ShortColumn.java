package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values of two bytes: (U)Int16, Date, Enum16. */
public final class ShortColumn extends Column {
    private final short[] values;
    private final ValueMapping<ShortColumn> mapping;

    /** Keeps {@code values}, does not copy it. */
    public ShortColumn(ClickHouseType type, short[] values, ValueMapping<ShortColumn> mapping) {
        super(type, values.length);
        this.values = values;
        this.mapping = mapping;
    }

    /** The raw values, not a copy. */
    public short[] values() {
        return values;
    }

    /** The raw value of {@code row}. */
    public short rawValue(int row) {
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
    public ShortColumn as(ClickHouseType type) {
        return new ShortColumn(type, values, mapping);
    }

    @Override
    public ShortColumn gather(int[] rows) {
        short[] gathered = new short[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                gathered[i] = values[rows[i]];
            }
        }
        return new ShortColumn(type(), gathered, mapping);
    }
}
