package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.IntColumn;
import io.peristyle.type.DecimalType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code Decimal} of up to 9 digits: the value times 10<sup>scale</sup> as a signed integer of 32 bits. */
final class Decimal32Codec extends IntCodec {
    private final int scale;
    private final DecimalDigits digits;

    Decimal32Codec(DecimalType type) {
        super(type);
        this.scale = type.scale();
        this.digits = new DecimalDigits(type);
    }

    @Override
    public BigDecimal value(IntColumn column, int row) {
        return BigDecimal.valueOf(column.rawValue(row), scale);
    }

    @Override
    public double doubleValue(IntColumn column, int row) {
        return value(column, row).doubleValue();
    }

    @Override
    public String stringValue(IntColumn column, int row) {
        return value(column, row).toPlainString();
    }

    @Override
    public @Nullable RowReader reader(IntColumn column, Class<?> target) {
        return DecimalReaders.of(column, target);
    }

    @Override
    String takes() {
        return digits.takes();
    }

    @Override
    int raw(Object value) {
        return (int) digits.unscaledLong(value);
    }

    @Override
    int raw(long value) {
        return (int) digits.unscaledLong(value);
    }
}
