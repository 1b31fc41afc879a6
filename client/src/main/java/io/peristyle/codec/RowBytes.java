package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.IntColumn;
import io.peristyle.column.LongColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.column.TupleColumn;

/** How much memory a further row of a column takes. */
final class RowBytes {
    private RowBytes() {}

    /** Bytes that a row takes, without the contents of strings and arrays. */
    static long of(Column column) {
        if (column instanceof NullableColumn nullable) {
            return 1 + of(nullable.values());
        }
        if (column instanceof TupleColumn tuple) {
            return tuple.elements().stream().mapToLong(RowBytes::of).sum();
        }
        int width = fixed(column);
        return width > 0 ? width : Integer.BYTES;
    }

    /** Whether all rows take the same few bytes, whatever their values. */
    static boolean isFixed(Column column) {
        return column instanceof NullableColumn nullable ? isFixed(nullable.values()) : fixed(column) > 0;
    }

    private static int fixed(Column column) {
        if (column instanceof LongColumn || column instanceof DoubleColumn) {
            return 8;
        }
        if (column instanceof IntColumn || column instanceof FloatColumn) {
            return 4;
        }
        if (column instanceof ShortColumn) {
            return 2;
        }
        if (column instanceof ByteColumn) {
            return 1;
        }
        return column instanceof FixedBytesColumn words ? words.width() : 0;
    }
}
