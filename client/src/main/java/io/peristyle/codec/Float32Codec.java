package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.FloatColumn;
import io.peristyle.type.ClickHouseType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code Float32}: four bytes, IEEE 754, little-endian. */
final class Float32Codec extends FloatCodec {
    private static final String TAKES = "Float32 takes numbers that a float holds exactly";

    Float32Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Float value(FloatColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public double doubleValue(FloatColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public @Nullable RowReader reader(FloatColumn column, Class<?> target) {
        return target == float.class || target.isAssignableFrom(Float.class)
                ? column::value
                : FloatingReaders.of(column, target);
    }

    @Override
    String takes() {
        return TAKES;
    }

    @Override
    float raw(Object value) {
        if (value instanceof Float number) {
            return number;
        }
        return value instanceof BigDecimal decimal ? raw(decimal) : raw(ExactDouble.of(value, TAKES));
    }

    private static float raw(BigDecimal value) {
        float rounded = value.floatValue();
        if (!ExactDouble.isHeld(value, rounded)) {
            throw Refusal.ofValue(TAKES, "has more digits or a larger exponent");
        }
        return rounded;
    }

    @Override
    float raw(long value) {
        return raw(ExactDouble.of(value, TAKES));
    }

    @Override
    float raw(double value) {
        float rounded = (float) value;
        if (rounded != value && !Double.isNaN(value)) {
            throw Refusal.ofValue(
                    TAKES, "is a double with more digits or a larger exponent; cast it to float to round it");
        }
        return rounded;
    }

    @Override
    public @Nullable FloatColumn wrap(Object array) {
        return array instanceof float[] values ? new FloatColumn(type(), values, this) : null;
    }
}
