package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values of four bytes: (U)Int32, Date32, DateTime, Decimal up to 9 digits, IPv4. */
public final class IntColumn extends Column {
    private final int[] values;
    private final ValueMapping<IntColumn> mapping;

    /** Keeps {@code values}, does not copy it. */
    public IntColumn(ClickHouseType type, int[] values, ValueMapping<IntColumn> mapping) {
        super(type, values.length);
        this.values = values;
        this.mapping = mapping;
    }

    /** The raw values, not a copy. */
    public int[] values() {
        return values;
    }

    /** The raw value of {@code row}. */
    public int rawValue(int row) {
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
    public IntColumn as(ClickHouseType type) {
        return new IntColumn(type, values, mapping);
    }

    @Override
    public IntColumn gather(int[] rows) {
        int[] gathered = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                gathered[i] = values[rows[i]];
            }
        }
        return new IntColumn(type(), gathered, mapping);
    }
}
