package io.peristyle.error;

import io.peristyle.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how far an operation had come when it failed, over all its attempts.
 *
 * @param outcome what the caller may conclude
 * @param endpoints the servers asked, one for each attempt and in their order; where no attempt was made, the one that could
 *     not be connected to; empty if none was chosen yet
 * @param queryId the identifier sent to the server last; null if there was none yet
 * @param attempts how often the operation was sent or about to be sent; 0 if it never got a connection
 * @param requestSent whether any byte of the request, in any attempt, may have reached a server
 * @param repeatable whether it may be carried out twice without harm, and nothing of its answer was handed out
 */
public record FailureContext(
        Outcome outcome,
        List<Endpoint> endpoints,
        @Nullable String queryId,
        int attempts,
        boolean requestSent,
        boolean repeatable) {

    /** The context of a failure before any server was asked. */
    public static final FailureContext NOTHING_SENT = new FailureContext(Outcome.NOT_EXECUTED, null, null, 0, false);

    public FailureContext {
        endpoints = List.copyOf(endpoints);
    }

    /** The context of an operation that asked one server at most, and is not known to be repeatable. */
    public FailureContext(
            Outcome outcome, @Nullable Endpoint endpoint, @Nullable String queryId, int attempts, boolean requestSent) {
        this(outcome, endpoint == null ? List.of() : List.of(endpoint), queryId, attempts, requestSent, false);
    }

    /** The context of a failure while connecting to {@code endpoint}, before any request. */
    public static FailureContext connecting(Endpoint endpoint) {
        return new FailureContext(Outcome.NOT_EXECUTED, endpoint, null, 0, false);
    }

    /** The server asked last; null if none was chosen yet. */
    public @Nullable Endpoint endpoint() {
        return endpoints.isEmpty() ? null : endpoints.get(endpoints.size() - 1);
    }

    /** Whether the operation may be sent again without being carried out twice, or without harm if it is. */
    boolean allowsRepetition() {
        return repeatable || outcome == Outcome.NOT_EXECUTED;
    }
}
