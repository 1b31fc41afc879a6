package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values of eight bytes: (U)Int64, DateTime64, Decimal up to 18 digits. */
public final class LongColumn extends Column {
    private final long[] values;
    private final ValueMapping<LongColumn> mapping;

    /** Keeps {@code values}, does not copy it. */
    public LongColumn(ClickHouseType type, long[] values, ValueMapping<LongColumn> mapping) {
        super(type, values.length);
        this.values = values;
        this.mapping = mapping;
    }

    /** The raw values, not a copy. */
    public long[] values() {
        return values;
    }

    /** The raw value of {@code row}. */
    public long rawValue(int row) {
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
    public LongColumn as(ClickHouseType type) {
        return new LongColumn(type, values, mapping);
    }

    @Override
    public LongColumn gather(int[] rows) {
        long[] gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                gathered[i] = values[rows[i]];
            }
        }
        return new LongColumn(type(), gathered, mapping);
    }
}
