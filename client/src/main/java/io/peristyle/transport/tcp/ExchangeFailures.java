package io.peristyle.transport.tcp;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.DataException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;

/** What keeps an exchange from its end on this side. */
final class ExchangeFailures {
    private ExchangeFailures() {}

    static OperationTimeoutException deadlinePassed(FailureContext context) {
        return new OperationTimeoutException(
                Phase.OPERATION, "the operation's time was over before its end", context, null);
    }

    static ConnectionException notUsable(Endpoint endpoint, FailureContext context) {
        return new ConnectionException("the connection to " + endpoint + " is closed or busy", context, null);
    }

    static ClickHouseException notEncoded(Throwable e, FailureContext context) {
        return e instanceof ClickHouseException known
                ? known
                : new DataException("the request could not be encoded: " + e, context, e);
    }
}
