package io.peristyle.client;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;

/** What becomes of inserts of which no server says anything. */
final class InsertFailures {
    private InsertFailures() {}

    /** The end of an insert that was broken off without a word. */
    static ClickHouseException unheardOf() {
        return new ConnectionException(
                "the insert was broken off, and it is not known how far it had come",
                new FailureContext(Outcome.POSSIBLY_PARTIAL, null, null, 1, true),
                null);
    }

    /** Notes with the user's own failure what became of the insert, unless that is told with it as the cause. */
    static void suppress(Throwable own, ClickHouseException failure) {
        if (failure.getCause() != own) {
            own.addSuppressed(failure);
        }
    }

    static ClickHouseException closedBefore() {
        return new ClientClosedException(
                "the client was closed before the insert began", FailureContext.NOTHING_SENT, null);
    }

    static ClickHouseException noRowsInTime() {
        return new OperationTimeoutException(
                OperationTimeoutException.Phase.OPERATION,
                "the limit of the operation (query_timeout) has passed: the publisher of the rows has given nothing yet",
                FailureContext.NOTHING_SENT,
                null);
    }
}
