package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * A column has a type that this version of the client does not read or write; the message names column and type.
 */
public final class UnsupportedTypeException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    public UnsupportedTypeException(String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
    }

    @Override
    public boolean isRetrySafe() {
        return false;
    }

    @Override
    UnsupportedTypeException copy(String message, FailureContext whole) {
        return new UnsupportedTypeException(message, whole, getCause());
    }
}
