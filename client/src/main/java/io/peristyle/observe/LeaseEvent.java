package io.peristyle.observe;

import io.peristyle.endpoint.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of somebody's wish for a connection. */
public sealed interface LeaseEvent {
    /** A connection was lent. */
    record Acquired(Endpoint endpoint, Duration waited) implements LeaseEvent {}

    /** It came back. */
    record Released(Endpoint endpoint, Duration used) implements LeaseEvent {}

    /** A caller got none in time, or was turned away from a line that is full. */
    record Refused(Duration waited, Throwable failure) implements LeaseEvent {}

    /**
     * It has been out for longer than {@code leak_detection_threshold}; reported once for each lease.
     *
     * @param queryId of the statement that it was lent for; null if none was started
     * @param borrowedAt the stack of the borrower
     */
    record Overdue(
            Endpoint endpoint, Duration used, @Nullable String queryId, Throwable borrowedAt) implements LeaseEvent {}
}
