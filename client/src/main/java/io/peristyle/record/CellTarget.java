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
 */
record CellTarget(String column, String component, Class<?> type, Type genericType) {
    CellTarget inside(Class<?> elementType, Type elementGeneric) {
        return new CellTarget(column, component, elementType, elementGeneric);
    }

    DataException mismatch(Column values) {
        return new DataException("column " + column + " of type " + values.type() + " does not convert to "
                + genericType.getTypeName() + " of " + component);
    }

    DataException isNull(Column values, int row) {
        return new DataException(
                "row " + row + ", column " + column + " of type " + values.type() + " is NULL, which the "
                        + type.getTypeName() + " of " + component + " cannot be; use its wrapper class");
    }

    DataException misfit(Column values, int row, DataException cause) {
        return new DataException(
                "row " + row + ", column " + column + " of type " + values.type() + " for " + genericType.getTypeName()
                        + " of " + component + ": " + cause.getMessage(),
                cause.context(),
                cause);
    }

    DataException misfit(Column values, int row) {
        return new DataException("row " + row + ", column " + column + " of type " + values.type()
                + ": the value does not fit into the " + type.getTypeName() + " of " + component);
    }
}
