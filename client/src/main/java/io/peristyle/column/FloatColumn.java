package io.peristyle.column;

import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Values of type Float32. */
public final class FloatColumn extends Column {
    private final float[] values;
    private final ValueMapping<FloatColumn> mapping;

    /** Keeps {@code values}, does not copy it. */
    public FloatColumn(ClickHouseType type, float[] values, ValueMapping<FloatColumn> mapping) {
        super(type, values.length);
        this.values = values;
        this.mapping = mapping;
    }

    /** The raw values, not a copy. */
    public float[] values() {
        return values;
    }

    /** The raw value of {@code row}. */
    public float rawValue(int row) {
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
    public FloatColumn as(ClickHouseType type) {
        return new FloatColumn(type, values, mapping);
    }

    @Override
    public FloatColumn gather(int[] rows) {
        float[] gathered = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] >= 0) {
                gathered[i] = values[rows[i]];
            }
        }
        return new FloatColumn(type(), gathered, mapping);
    }
}
