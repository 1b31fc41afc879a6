package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values of type Float64. */
public final class DoubleColumn extends Column {
    private final double[] values;
    private final ValueMapping<DoubleColumn> mapping;

    /** Keeps {@code values}, does not copy it. */
    public DoubleColumn(ClickHouseType type, double[] values, ValueMapping<DoubleColumn> mapping) {
        super(type, values.length);
        this.values = values;
        this.mapping = mapping;
    }

    /** The raw values, not a copy. */
    public double[] values() {
        return values;
    }

    /** The raw value of {@code row}. */
    public double rawValue(int row) {
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
    public DoubleColumn as(ClickHouseType type) {
        return new DoubleColumn(type, values, mapping);
    }

    @Override
    public DoubleColumn gather(int[] rows) {
        double[] gathered = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                gathered[i] = values[rows[i]];
            }
        }
        return new DoubleColumn(type(), gathered, mapping);
    }
}
