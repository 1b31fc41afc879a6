package io.peristyle.pdfscan.document;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps findings. Thread-safe; nothing blocks. Futures fail as those of {@link DocumentRepository}. */
public interface FindingRepository {
    /** Stores all findings of a document, which has none yet; completes when they are stored. */
    CompletableFuture<Void> add(List<Finding> findings);

    /** The findings of a document, in their order. */
    CompletableFuture<List<Finding>> of(UUID documentId);

    /**
     * Findings of all documents, those of the documents uploaded last first.
     *
     * @param type only those of this one; null: all
     */
    CompletableFuture<Page<Finding>> list(PageRequest page, @Nullable FindingType type);
}
