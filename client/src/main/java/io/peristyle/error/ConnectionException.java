package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * The connection could not be made, or broke: unreachable, refused, reset, or closed by the server in the middle.
 */
public final class ConnectionException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    public ConnectionException(String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
    }

    @Override
    public boolean isRetrySafe() {
        return context().allowsRepetition();
    }

    @Override
    ConnectionException copy(String message, FailureContext whole) {
        return new ConnectionException(message, whole, getCause());
    }
}
