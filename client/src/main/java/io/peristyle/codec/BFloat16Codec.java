package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code BFloat16}: the upper two bytes of a {@code Float32}, little-endian. 1.5 is {@code c0 3f}. */
final class BFloat16Codec extends ShortCodec {
    private static final String TAKES = "BFloat16 takes numbers that it holds exactly: eight binary digits";

    BFloat16Codec(ClickHouseType type) {
        super(type);
    }

    /** The float that has these bits as its upper half. */
    static float floatOf(short raw) {
        return Float.intBitsToFloat(raw << Short.SIZE);
    }

    @Override
    public Float value(ShortColumn column, int row) {
        return floatOf(column.rawValue(row));
    }

    @Override
    public double doubleValue(ShortColumn column, int row) {
        return floatOf(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(ShortColumn column, Class<?> target) {
        return target == float.class || target.isAssignableFrom(Float.class)
                ? row -> value(column, row)
                : FloatingReaders.of(column, target);
    }

    @Override
    String takes() {
        return TAKES;
    }

    @Override
    short raw(Object value) {
        return value instanceof Float number ? upperHalf(number) : raw(ExactDouble.of(value, TAKES));
    }

    @Override
    short raw(long value) {
        return raw(ExactDouble.of(value, TAKES));
    }

    @Override
    short raw(double value) {
        float rounded = (float) value;
        if (rounded != value && !Double.isNaN(value)) {
            throw tooLong();
        }
        return upperHalf(rounded);
    }

    private static short upperHalf(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0xffff) == 0) {
            return (short) (bits >> Short.SIZE);
        }
        if (Float.isNaN(value)) {
            // The lower half of a NaN is given up; what is left must not become an infinity.
            return (short) (bits >> Short.SIZE | 0x40);
        }
        throw tooLong();
    }

    private static IllegalArgumentException tooLong() {
        return Refusal.ofValue(TAKES, "has more digits or a larger exponent; round it first");
    }
}
