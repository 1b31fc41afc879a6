package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * The client was closed, or is being closed, and takes no new work.
 */
public final class ClientClosedException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    public ClientClosedException(String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
    }

    @Override
    public boolean isRetrySafe() {
        return false;
    }

    @Override
    ClientClosedException copy(String message, FailureContext whole) {
        return new ClientClosedException(message, whole, getCause());
    }
}
