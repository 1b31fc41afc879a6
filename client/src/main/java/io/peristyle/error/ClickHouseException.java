package io.peristyle.error;

import io.peristyle.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Root of every failure that this client reports. The subclass says what kind of thing went wrong, {@link #outcome()}
 * what may be concluded about the operation, {@link #isRetrySafe()} whether it may simply be sent again.
 *
 * <p>Messages never contain credentials, and what this client says of its own no whole values of user data. A {@link
 * ServerException} quotes the server, whose text may quote values and the statement; its {@code code()}, {@code codeName()} and
 * {@code queryId()} are free of them.
 */
public abstract sealed class ClickHouseException extends RuntimeException
        permits ClientClosedException,
                ConfigurationException,
                ConnectionException,
                DataException,
                OperationTimeoutException,
                OverloadException,
                PoolException,
                ProtocolException,
                ServerException,
                UnsupportedTypeException {
    private static final long serialVersionUID = 1L;

    private final transient FailureContext context;

    ClickHouseException(String message, @Nullable Throwable cause, FailureContext context) {
        super(message, cause);
        this.context = context;
    }

    /** What the caller may conclude about the operation. */
    public final Outcome outcome() {
        return context().outcome();
    }

    /** The server asked last; null if none was chosen yet. */
    public final @Nullable Endpoint endpoint() {
        return context().endpoint();
    }

    /** The servers asked, one for each attempt and in their order; see {@link FailureContext#endpoints()}. */
    public final List<Endpoint> endpoints() {
        return context().endpoints();
    }

    /** The query's identifier as sent to the server; null if there was none yet. */
    public final @Nullable String queryId() {
        return context().queryId();
    }

    /** How often the operation was sent or about to be sent; 0 if it never got a connection. */
    public final int attempts() {
        return context().attempts();
    }

    /** Whether any byte of the request may have reached the server. */
    public final boolean requestSent() {
        return context().requestSent();
    }

    /** Where and how far the operation had come. */
    public final FailureContext context() {
        // Null only in a copy that went through Java serialization.
        return context == null ? new FailureContext(Outcome.UNKNOWN, null, null, 0, true) : context;
    }

    /**
     * Whether the same request may be sent again, as it is, with hope of success and without being carried out twice (or
     * without harm if it is).
     */
    public abstract boolean isRetrySafe();

    /**
     * A copy of this failure, with another account of the operation as a whole.
     *
     * @param remark what is added to the message; empty: nothing
     */
    public final ClickHouseException withContext(FailureContext whole, String remark) {
        String message = String.valueOf(getMessage());
        ClickHouseException copy = copy(remark.isEmpty() ? message : message + "; " + remark, whole);
        copy.setStackTrace(getStackTrace());
        for (Throwable earlier : getSuppressed()) {
            copy.addSuppressed(earlier);
        }
        return copy;
    }

    abstract ClickHouseException copy(String message, FailureContext whole);
}
