package io.peristyle.pdfscan.document;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps how long operations took. Thread-safe; nothing blocks. */
public interface MetricsRepository {
    /** Notes an operation; it is stored soon, or dropped if the store cannot be reached. */
    void record(Operation operation);

    /**
     * What was noted, one summary for each operation, ordered by name. May lack what was noted in the last seconds.
     *
     * @param operation only this one; null: all
     * @param since only what ended at that time or later; null: everything
     */
    CompletableFuture<List<OperationSummary>> summarize(@Nullable String operation, @Nullable Instant since);
}
