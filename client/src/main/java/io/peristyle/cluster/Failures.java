package io.peristyle.cluster;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.DataException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.error.PoolException;
import io.peristyle.time.Deadline;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What is reported where no connection could be had. */
final class Failures {
    private Failures() {}

    /** Why a statement got no connection: its own deadline, where that was it, else what the pool said. */
    static ClickHouseException ofAcquiring(@Nullable Throwable failure, Deadline deadline) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof PoolException timeout
                && timeout.reason() == PoolException.Reason.ACQUIRE_TIMEOUT
                && deadline.hasPassed()) {
            return operationTimeout("no connection was to be had in time", timeout);
        }
        if (cause instanceof ClickHouseException known) {
            return known;
        }
        return new ConnectionException("connecting failed: " + cause, FailureContext.NOTHING_SENT, cause);
    }

    static OperationTimeoutException operationTimeout(String what, @Nullable Throwable cause) {
        return new OperationTimeoutException(
                OperationTimeoutException.Phase.OPERATION,
                "the limit of the operation (query_timeout) has passed: " + what,
                FailureContext.NOTHING_SENT,
                cause);
    }

    static ConnectionException sessionLost(Endpoint endpoint) {
        FailureContext context = new FailureContext(Outcome.NOT_EXECUTED, endpoint, null, 0, false);
        return new ConnectionException(
                "the session's connection to " + endpoint + " is closed, and its settings and temporary tables with it",
                context,
                null);
    }

    /** A statement is bound to a server, and only another one, {@code endpoint}, was to be had. */
    static ConnectionException notElsewhere(Endpoint endpoint) {
        return new ConnectionException(
                "a connection to " + endpoint + " was offered in place of the only server that will do",
                FailureContext.NOTHING_SENT,
                null);
    }

    /** Why the rows cannot be sent to the server whose connection is there. */
    static ClickHouseException ofPreparing(@Nullable Throwable failure) {
        Throwable cause = unwrapped(failure);
        return cause instanceof ClickHouseException known
                ? known
                : new DataException("converting the rows failed: " + cause, FailureContext.NOTHING_SENT, cause);
    }

    static ClientClosedException sessionClosed() {
        return new ClientClosedException("the session was closed", FailureContext.NOTHING_SENT, null);
    }

    static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
