package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.IntColumn;
import io.peristyle.column.LongColumn;
import io.peristyle.column.ShortColumn;

/** Tells the default value, whose bytes are zero or none at all, from others. */
final class DefaultValues {
    private DefaultValues() {}

    /** Whether {@code row} holds the default value; false for shapes that no dictionary has. */
    static boolean isDefault(Column column, int row) {
        if (column instanceof BytesColumn bytes) {
            return bytes.start(row) == bytes.end(row);
        }
        if (column instanceof FixedBytesColumn bytes) {
            return isZero(bytes, row);
        }
        return bits(column, row) == 0;
    }

    private static boolean isZero(FixedBytesColumn column, int row) {
        int any = 0;
        for (int i = row * column.width(), end = i + column.width(); i < end; i++) {
            any |= column.bytes()[i];
        }
        return any == 0;
    }

    private static long bits(Column column, int row) {
        if (column instanceof LongColumn words) {
            return words.rawValue(row);
        }
        if (column instanceof IntColumn words) {
            return words.rawValue(row);
        }
        if (column instanceof ShortColumn words) {
            return words.rawValue(row);
        }
        if (column instanceof ByteColumn words) {
            return words.rawValue(row);
        }
        if (column instanceof DoubleColumn words) {
            return Double.doubleToRawLongBits(words.values()[row]);
        }
        return column instanceof FloatColumn words ? Float.floatToRawIntBits(words.values()[row]) : -1;
    }
}
