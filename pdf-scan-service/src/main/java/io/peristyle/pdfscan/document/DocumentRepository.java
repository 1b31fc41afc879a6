package io.peristyle.pdfscan.document;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps documents. Thread-safe; nothing blocks. Futures fail with {@link BackendUnavailableException} if the store cannot be
 * reached or takes no more.
 */
public interface DocumentRepository {
    /** Stores a state of a document; completes when a {@link #find} that begins then sees it. */
    CompletableFuture<Void> save(Document document);

    /** The latest state of a document. */
    CompletableFuture<Optional<Document>> find(UUID id);

    /**
     * The latest states of documents, those uploaded last first.
     *
     * @param status only those in this one; null: all
     */
    CompletableFuture<Page<Document>> list(PageRequest page, @Nullable DocumentStatus status);

    /** Documents whose state is not final, the eldest first; {@code limit} at most. */
    CompletableFuture<List<Document>> unfinished(int limit);
}
