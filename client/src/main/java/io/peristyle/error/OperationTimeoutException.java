package io.peristyle.error;

import org.jspecify.annotations.Nullable;

/**
 * A wait came to its limit; {@link #phase()} says which. The connection was closed, if there was one, unless it is the
 * operation as a whole and the server ended the query in time.
 */
public final class OperationTimeoutException extends ClickHouseException {
    private static final long serialVersionUID = 1L;

    private final Phase phase;

    public OperationTimeoutException(Phase phase, String message, FailureContext context, @Nullable Throwable cause) {
        super(message, cause, context);
        this.phase = phase;
    }

    /** What took too long. */
    public Phase phase() {
        return phase;
    }

    @Override
    public boolean isRetrySafe() {
        return context().allowsRepetition();
    }

    @Override
    OperationTimeoutException copy(String message, FailureContext whole) {
        return new OperationTimeoutException(phase, message, whole, getCause());
    }

    /** The parts of an operation that have a limit of their own. */
    public enum Phase {
        /** Resolving the name and making the TCP connection ({@code dial_timeout}). */
        DIAL,
        /** The exchange of Hello packets ({@code handshake_timeout}). */
        HANDSHAKE,
        /** Silence of the server while an answer is awaited ({@code read_timeout}). */
        READ,
        /** A socket that takes no bytes ({@code write_timeout}). */
        WRITE,
        /** The operation as a whole ({@code query_timeout}). */
        OPERATION
    }
}
