package io.peristyle.record;

import org.jspecify.annotations.Nullable;

/** Reads the values of one column of one block for one component. The subclass for a primitive spares its box. */
abstract class Cell {
    /** The value of {@code row}; null for NULL. */
    abstract @Nullable Object object(int row);

    long longValue(int row) {
        return (Long) notNull(row);
    }

    int intValue(int row) {
        return (Integer) notNull(row);
    }

    double doubleValue(int row) {
        return (Double) notNull(row);
    }

    // The cells of primitives refuse NULL themselves.
    final Object notNull(int row) {
        return java.util.Objects.requireNonNull(object(row));
    }
}
