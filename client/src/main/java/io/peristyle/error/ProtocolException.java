package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * The peer sent what the native protocol does not allow: malformed data, a value over a limit, or another protocol
 * altogether (an HTTP or a TLS port). The connection was closed.
 */
public final class ProtocolException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    public ProtocolException(String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
    }

    @Override
    public boolean isRetrySafe() {
        return false;
    }

    @Override
    ProtocolException copy(String message, FailureContext whole) {
        return new ProtocolException(message, whole, getCause());
    }
}
