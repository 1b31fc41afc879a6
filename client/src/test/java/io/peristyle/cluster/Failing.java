package io.peristyle.cluster;

import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;

/** Failures of tests. */
final class Failing {
    private Failing() {}

    static ConnectionException beforeSending() {
        return new ConnectionException("died before a byte was sent", FailureContext.NOTHING_SENT, null);
    }

    static ConnectionException afterSending() {
        FailureContext context = new FailureContext(Outcome.UNKNOWN, FakeConnection.ENDPOINT, "q", 1, true);
        return new ConnectionException("died after the request was sent", context, null);
    }

    static OperationTimeoutException silence() {
        FailureContext context = new FailureContext(Outcome.NOT_EXECUTED, FakeConnection.ENDPOINT, "q", 1, true);
        return new OperationTimeoutException(Phase.READ, "silent for long", context, null);
    }

    static ServerException server(int code) {
        FailureContext context = new FailureContext(Outcome.NOT_EXECUTED, FakeConnection.ENDPOINT, "q", 1, true);
        return new ServerException(code, "NAME", "refused by the server", context, null);
    }
}
