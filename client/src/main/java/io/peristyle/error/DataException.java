package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * Java data and ClickHouse data do not fit each other: a value outside the range of its column's type, a column that a
 * record has no component for, NULL for a primitive. The message names row, column, its type, and the Java side.
 */
public final class DataException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        this(message, FailureContext.NOTHING_SENT, null);
    }

    public DataException(String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
    }

    @Override
    public boolean isRetrySafe() {
        return false;
    }

    @Override
    DataException copy(String message, FailureContext whole) {
        return new DataException(message, whole, getCause());
    }
}
