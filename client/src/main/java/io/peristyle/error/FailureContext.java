package io.peristyle.error;

import io.peristyle.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Where and how far an operation had come when it failed.
 *
 * @param outcome what the caller may conclude
 * @param endpoint the server asked last; null if none was chosen yet
 * @param queryId the identifier sent to the server; null if there was none yet
 * @param attempts how often the operation was sent or about to be sent; 0 if it never got a connection
 * @param requestSent whether any byte of the request may have reached the server
 */
public record FailureContext(
        Outcome outcome,
        @Nullable Endpoint endpoint,
        @Nullable String queryId,
        int attempts,
        boolean requestSent) {

    /** The context of a failure before any server was asked. */
    public static final FailureContext NOTHING_SENT = new FailureContext(Outcome.NOT_EXECUTED, null, null, 0, false);

    /** The context of a failure while connecting to {@code endpoint}, before any request. */
    public static FailureContext connecting(Endpoint endpoint) {
        return new FailureContext(Outcome.NOT_EXECUTED, endpoint, null, 0, false);
    }
}
