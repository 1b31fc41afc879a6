package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.DoubleColumn;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code Float64}: eight bytes, IEEE 754, little-endian. */
final class Float64Codec extends DoubleCodec {
    private static final String TAKES = "Float64 takes numbers that a double holds exactly";

    Float64Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Double value(DoubleColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public double doubleValue(DoubleColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public @Nullable RowReader reader(DoubleColumn column, Class<?> target) {
        return target.isAssignableFrom(Double.class) ? column::value : FloatingReaders.of(column, target);
    }

    @Override
    String takes() {
        return TAKES;
    }

    @Override
    double raw(Object value) {
        return ExactDouble.of(value, TAKES);
    }

    @Override
    double raw(long value) {
        return ExactDouble.of(value, TAKES);
    }

    @Override
    double raw(double value) {
        return value;
    }

    @Override
    public @Nullable DoubleColumn wrap(Object array) {
        return array instanceof double[] values ? new DoubleColumn(type(), values, this) : null;
    }
}
