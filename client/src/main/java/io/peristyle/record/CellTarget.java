package io.peristyle.record;

import io.peristyle.column.Column;
import io.peristyle.error.DataException;
import java.lang.reflect.Type;

/**
 * Where the values of a column go.
 *
 * @param column the column's name
 * @param component the component's name
 * @param type the component's class
 * @param genericType the component's class with type arguments
 * @param isNested whether the rows read are not those of the result, but elements of arrays or entries of dictionaries
 */
record CellTarget(String column, String component, Class<?> type, Type genericType, boolean isNested) {
    CellTarget(String column, String component, Class<?> type, Type genericType) {
        this(column, component, type, genericType, false);
    }

    /** The same for elements, whose numbers mean nothing to the user. */
    CellTarget inside(Class<?> elementType, Type elementGeneric) {
        return new CellTarget(column, component, elementType, elementGeneric, true);
    }

    /** The same for a component of the record here. */
    CellTarget component(Property property) {
        String name = "component " + property.name() + " of " + type.getSimpleName();
        return new CellTarget(column, name, property.type(), property.genericType(), isNested);
    }

    /** What an element failed with, as the failure of its row. */
    DataException inRow(int row, DataException failure) {
        return isNested
                ? failure
                : new DataException("row " + row + ", " + failure.getMessage(), failure.context(), failure);
    }

    // Columns count rows as they hold them; which row it is to the user was said in front.
    private static String reason(DataException cause) {
        return String.valueOf(cause.getMessage()).replaceFirst("^row \\d+: ", "");
    }

    private String place(int row) {
        return (isNested ? "" : "row " + row + ", ") + "column " + column;
    }

    DataException mismatch(Column values) {
        return new DataException("column " + column + " of type " + values.type() + " does not convert to "
                + genericType.getTypeName() + " of " + component);
    }

    DataException isNull(Column values, int row) {
        return new DataException(place(row) + " of type " + values.type() + " is NULL, which the " + type.getTypeName()
                + " of " + component + " cannot be; use its wrapper class");
    }

    DataException misfit(Column values, int row, DataException cause) {
        return new DataException(
                place(row) + " of type " + values.type() + " for " + genericType.getTypeName() + " of " + component
                        + ": " + reason(cause),
                cause.context(),
                cause);
    }

    DataException misfit(Column values, int row) {
        return new DataException(place(row) + " of type " + values.type() + ": the value does not fit into the "
                + type.getTypeName() + " of " + component);
    }
}
