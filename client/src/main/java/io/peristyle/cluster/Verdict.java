package io.peristyle.cluster;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.error.TransientError;
import io.peristyle.pool.Lease;
import io.peristyle.query.Summary;
import io.peristyle.transport.Connection;
import org.jspecify.annotations.Nullable;

/** What an attempt says of the server that it ran on. */
final class Verdict {
    /** What a killed query ends with, too, which is none of the server's faults. */
    private static final int QUERY_WAS_CANCELLED = 394;

    private Verdict() {}

    /** Tells the lease, before it is ended. An attempt that was cancelled, or failed on this side, says nothing. */
    static void tell(Lease<Connection> lease, @Nullable Summary summary, @Nullable ClickHouseException failure) {
        if (summary != null) {
            lease.succeeded();
        } else if (failure instanceof ServerException error) {
            tellOfError(lease, error);
        } else if (failure != null && isFaultOfServer(lease, failure)) {
            lease.failed(failure);
        }
    }

    private static boolean isFaultOfServer(Lease<Connection> lease, ClickHouseException failure) {
        return failure instanceof ConnectionException
                || failure instanceof ProtocolException
                || RetryPolicy.isSilence(failure)
                || isDeaf(lease, failure);
    }

    private static void tellOfError(Lease<Connection> lease, ServerException error) {
        TransientError kind = TransientError.of(error.code());
        if (kind == TransientError.OVERLOAD || kind == TransientError.RESTART) {
            if (error.code() != QUERY_WAS_CANCELLED) {
                lease.failed(error);
            }
        } else {
            lease.succeeded();
        }
    }

    /** Whether a query's time was over with nothing of its answer there, and its cancelling was not answered either. */
    private static boolean isDeaf(Lease<Connection> lease, ClickHouseException failure) {
        return failure instanceof OperationTimeoutException timeout
                && timeout.phase() == OperationTimeoutException.Phase.OPERATION
                && timeout.requestSent()
                && timeout.context().repeatable()
                && !lease.resource().isUsable();
    }
}
