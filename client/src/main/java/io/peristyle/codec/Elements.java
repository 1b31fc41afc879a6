package io.peristyle.codec;

import io.peristyle.column.ColumnBuilder;
import java.lang.reflect.Array;
import java.util.Collection;

/** What a Java program may give as the elements of an array or of a tuple. */
final class Elements {
    private Elements() {}

    /** Whether {@code value} is a collection or an array. */
    static boolean canHold(Object value) {
        return value instanceof Collection<?> || value.getClass().isArray();
    }

    /** The number of elements of a collection or an array. */
    static int count(Object value) {
        return value instanceof Collection<?> collection ? collection.size() : Array.getLength(value);
    }

    /** Adds the elements of a collection or an array to {@code builder}. */
    static void append(Object value, ColumnBuilder builder) {
        if (value instanceof long[] longs) {
            for (long element : longs) {
                builder.appendLong(element);
            }
        } else if (value instanceof int[] ints) {
            for (int element : ints) {
                builder.appendLong(element);
            }
        } else if (value instanceof double[] doubles) {
            for (double element : doubles) {
                builder.appendDouble(element);
            }
        } else if (value instanceof Collection<?> collection) {
            for (Object element : collection) {
                builder.append(element);
            }
        } else {
            for (int i = 0, length = Array.getLength(value); i < length; i++) {
                builder.append(Array.get(value, i));
            }
        }
    }
}
