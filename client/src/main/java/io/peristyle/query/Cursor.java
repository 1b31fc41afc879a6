package io.peristyle.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A result that is pulled some rows at a time. Between pulls nothing is read from the server beyond a small number of
 * blocks. Thread-safe; one pull at a time.
 */
public interface Cursor extends AutoCloseable {
    /**
     * The next rows.
     *
     * @param rows how many at most; at least 1
     * @return completes, on the callback executor, with exactly {@code rows} rows, or fewer if these are the last ones; with
     *     an empty list behind the end. Fails as the query fails; with {@link IllegalStateException} while an earlier pull
     *     is under way, or after {@link #close()}. Cancelling it closes the cursor
     */
    CompletableFuture<List<Row>> next(int rows);

    /** Cancels the query if it has not ended, and gives its connection back. Idempotent; does not wait. */
    @Override
    void close();
}
