package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.LongColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of an array column as arrays of primitives. An element that is NULL or does not fit fails. */
final class PrimitiveArrays {
    private static final Map<Class<?>, RunReader> READERS = Map.of(
            long.class, PrimitiveArrays::longs,
            int.class, PrimitiveArrays::ints,
            short.class, PrimitiveArrays::shorts,
            byte.class, PrimitiveArrays::bytes,
            double.class, PrimitiveArrays::doubles,
            float.class, PrimitiveArrays::floats,
            boolean.class, PrimitiveArrays::booleans);

    private PrimitiveArrays() {}

    /** Reads elements {@code from} to {@code to}, whose reader is {@code each}. */
    private interface RunReader {
        Object read(Column elements, RowReader each, int from, int to);
    }

    static @Nullable RowReader reader(ArrayColumn column, Class<?> component) {
        RunReader reader = READERS.get(component);
        RowReader each = column.elements().reader(component);
        if (reader == null || each == null) {
            return null;
        }
        RunReader run = isFractional(column.elements().type())
                ? (elements, one, from, to) -> converted(component, elements, one, from, to)
                : reader;
        return row -> run.read(column.elements(), each, column.start(row), column.end(row));
    }

    /** Whether the values of a type are whole numbers by chance only. */
    private static boolean isFractional(ClickHouseType type) {
        String name = type.plain().name();
        return name.startsWith("Decimal") || name.startsWith("Float") || name.equals("BFloat16");
    }

    private static Object converted(Class<?> component, Column elements, RowReader each, int from, int to) {
        Object values = Array.newInstance(component, to - from);
        for (int i = from; i < to; i++) {
            Array.set(values, i - from, value(elements, each, i));
        }
        return values;
    }

    private static long[] longs(Column elements, RowReader each, int from, int to) {
        if (elements instanceof LongColumn words && words.type().plain().name().equals("Int64")) {
            return Arrays.copyOfRange(words.values(), from, to);
        }
        long[] values = new long[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.longValue(from + i);
        }
        return values;
    }

    private static int[] ints(Column elements, RowReader each, int from, int to) {
        int[] values = new int[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) within(elements.longValue(from + i), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        return values;
    }

    private static short[] shorts(Column elements, RowReader each, int from, int to) {
        short[] values = new short[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) within(elements.longValue(from + i), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return values;
    }

    private static byte[] bytes(Column elements, RowReader each, int from, int to) {
        byte[] values = new byte[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) within(elements.longValue(from + i), Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        return values;
    }

    private static double[] doubles(Column elements, RowReader each, int from, int to) {
        if (elements instanceof DoubleColumn words) {
            return Arrays.copyOfRange(words.values(), from, to);
        }
        double[] values = new double[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = (double) value(elements, each, from + i);
        }
        return values;
    }

    private static float[] floats(Column elements, RowReader each, int from, int to) {
        float[] values = new float[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value(elements, each, from + i);
        }
        return values;
    }

    private static boolean[] booleans(Column elements, RowReader each, int from, int to) {
        boolean[] values = new boolean[to - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = (boolean) value(elements, each, from + i);
        }
        return values;
    }

    private static Object value(Column elements, RowReader each, int row) {
        if (elements.isNull(row)) {
            throw new DataException("an array element is NULL, which an array of primitives does not hold");
        }
        return each.read(row);
    }

    private static long within(long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            throw new DataException("an array element of " + value + " is outside " + lowest + " to " + highest);
        }
        return value;
    }
}
