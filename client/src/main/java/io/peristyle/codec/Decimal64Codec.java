package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.LongColumn;
import io.peristyle.type.DecimalType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code Decimal} of up to 18 digits: the value times 10<sup>scale</sup> as a signed integer of 64 bits. */
final class Decimal64Codec extends LongCodec {
    private final int scale;
    private final DecimalDigits digits;

    Decimal64Codec(DecimalType type) {
        super(type);
        this.scale = type.scale();
        this.digits = new DecimalDigits(type);
    }

    @Override
    public BigDecimal value(LongColumn column, int row) {
        return BigDecimal.valueOf(column.rawValue(row), scale);
    }

    @Override
    public double doubleValue(LongColumn column, int row) {
        return value(column, row).doubleValue();
    }

    @Override
    public String stringValue(LongColumn column, int row) {
        return value(column, row).toPlainString();
    }

    @Override
    public @Nullable RowReader reader(LongColumn column, Class<?> target) {
        return DecimalReaders.of(column, target);
    }

    @Override
    String takes() {
        return digits.takes();
    }

    @Override
    long raw(Object value) {
        return digits.unscaledLong(value);
    }

    @Override
    long raw(long value) {
        return digits.unscaledLong(value);
    }
}
