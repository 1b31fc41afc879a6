package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/** The pool had no connection to lend; nothing was sent. {@link #reason()} says why. */
public final class PoolException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public PoolException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, FailureContext.NOTHING_SENT, cause);
    }

    private PoolException(Reason reason, String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
        this.reason = reason;
    }

    /** Why there was no connection. */
    public Reason reason() {
        return reason;
    }

    @Override
    public boolean isRetrySafe() {
        return context().allowsRepetition();
    }

    @Override
    PoolException copy(String message, FailureContext whole) {
        return new PoolException(reason, message, whole, getCause());
    }

    /** Why the pool had no connection to lend. */
    public enum Reason {
        /** None became free within the acquire timeout. */
        ACQUIRE_TIMEOUT,
        /** As many callers as allowed were waiting already. */
        TOO_MANY_WAITING
    }
}
