package io.peristyle.transport;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.DataException;
import io.peristyle.error.FailureContext;
import java.util.concurrent.CompletionException;

/** What an insert fails with when its rows cannot be had or encoded. */
public final class SourceFailure {
    private SourceFailure() {}

    /** Says {@code what} failed, unless the failure says by itself what was wrong with the rows. */
    public static DataException of(String what, Throwable failure, FailureContext context) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message =
                cause instanceof ClickHouseException ? String.valueOf(cause.getMessage()) : what + ": " + cause;
        return new DataException(message, context, cause);
    }
}
