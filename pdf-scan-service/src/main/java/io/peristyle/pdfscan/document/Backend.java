package io.peristyle.pdfscan.document;

import java.util.concurrent.CompletableFuture;

/** A store of documents, findings and metrics. Thread-safe. */
public interface Backend {
    /** What it is, for people: {@code memory} or {@code clickhouse}. */
    String name();

    DocumentRepository documents();

    FindingRepository findings();

    MetricsRepository metrics();

    /** How it is now; completes within some seconds and never fails. */
    CompletableFuture<BackendHealth> health();

    /** Stores what is buffered and takes no more; completes when that is done, or cannot be. Idempotent. */
    CompletableFuture<Void> close();
}
