package io.peristyle.column;

import io.peristyle.error.DataException;

/** Whole columns as arrays of primitives. */
final class Columns {
    private Columns() {}

    static long[] longs(Column column) {
        if (column instanceof LongColumn eightBytes
                && eightBytes.type().plain().name().equals("Int64")) {
            return eightBytes.values();
        }
        if (column instanceof LongColumn eightBytes
                && eightBytes.type().plain().name().equals("UInt64")) {
            return notNegative(eightBytes.values());
        }
        long[] values = new long[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.longValue(row);
        }
        return values;
    }

    static double[] doubles(Column column) {
        if (column instanceof DoubleColumn eightBytes) {
            return eightBytes.values();
        }
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.doubleValue(row);
        }
        return values;
    }

    private static long[] notNegative(long[] values) {
        long any = 0;
        for (long value : values) {
            any |= value;
        }
        if (any < 0) {
            throw new DataException(
                    "a UInt64 value is 2^63 or more and no long can hold it; rawLongs gives the bits, value(row) a BigInteger");
        }
        return values;
    }
}
