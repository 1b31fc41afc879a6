package io.peristyle.column;

import io.peristyle.error.DataException;
import org.jspecify.annotations.Nullable;

/**
 * What the raw values of one ClickHouse type mean in Java. Stateless or immutable; shared by all columns of the type.
 *
 * @param <C> the shape that the type is stored in
 */
public interface ValueMapping<C extends Column> {
    /** The value of {@code row} as the Java object that the type maps to by default; never null. */
    Object value(C column, int row);

    /** The integer value of {@code row}; refused by types that are no integers. */
    default long longValue(C column, int row) {
        throw new DataException(column.type() + " is not an integer type");
    }

    /** The numeric value of {@code row}; refused by types that are not numeric. */
    default double doubleValue(C column, int row) {
        throw new DataException(column.type() + " is not a numeric type");
    }

    /** The value of {@code row} as text. */
    default String stringValue(C column, int row) {
        return value(column, row).toString();
    }

    /** How to read rows of {@code column} as {@code target}; null if the type does not convert to it. */
    Column.@Nullable RowReader reader(C column, Class<?> target);
}
