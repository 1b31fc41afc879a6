package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.type.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code Decimal} of over 18 digits: the value times 10<sup>scale</sup> as a signed integer, little-endian, of 128 bits up
 * to 38 digits and of 256 bits beyond.
 */
final class BigDecimalCodec extends FixedBytesCodec {
    private static final int DIGITS_OF_128_BITS = 38;

    private final int scale;
    private final DecimalDigits digits;

    BigDecimalCodec(DecimalType type) {
        super(type, type.precision() > DIGITS_OF_128_BITS ? 32 : 16);
        this.scale = type.scale();
        this.digits = new DecimalDigits(type);
    }

    @Override
    public BigDecimal value(FixedBytesColumn column, int row) {
        byte[] bigEndian = new byte[width()];
        for (int i = 0, last = (row + 1) * width() - 1; i < width(); i++) {
            bigEndian[i] = column.bytes()[last - i];
        }
        return new BigDecimal(new BigInteger(bigEndian), scale);
    }

    @Override
    public double doubleValue(FixedBytesColumn column, int row) {
        return value(column, row).doubleValue();
    }

    @Override
    public String stringValue(FixedBytesColumn column, int row) {
        return value(column, row).toPlainString();
    }

    @Override
    public @Nullable RowReader reader(FixedBytesColumn column, Class<?> target) {
        return DecimalReaders.of(column, target);
    }

    @Override
    String takes() {
        return digits.takes();
    }

    @Override
    void put(Object value, byte[] target, int at) {
        byte[] bigEndian = digits.unscaled(value).toByteArray();
        byte sign = (byte) (bigEndian[0] >> 7);
        for (int i = 0; i < width(); i++) {
            int from = bigEndian.length - 1 - i;
            target[at + i] = from < 0 ? sign : bigEndian[from];
        }
    }
}
