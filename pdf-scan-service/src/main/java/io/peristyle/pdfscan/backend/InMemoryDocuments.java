package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.DocumentRepository;
import io.peristyle.pdfscan.document.DocumentStatus;
import io.peristyle.pdfscan.document.Page;
import io.peristyle.pdfscan.document.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Documents in a {@link MemoryStore}. */
final class InMemoryDocuments implements DocumentRepository {
    private final MemoryStore store;

    InMemoryDocuments(MemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Void> save(Document document) {
        try {
            store.save(document);
            return CompletableFuture.completedFuture(null);
        } catch (BackendUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Optional<Document>> find(UUID id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(store.document(id)));
    }

    @Override
    public CompletableFuture<Page<Document>> list(PageRequest page, @Nullable DocumentStatus status) {
        List<Document> documents = store.documents();
        if (status != null) {
            documents = documents.stream()
                    .filter(document -> document.status() == status)
                    .toList();
        }
        return CompletableFuture.completedFuture(part(documents, page));
    }

    @Override
    public CompletableFuture<List<Document>> unfinished(int limit) {
        List<Document> eldestFirst = new ArrayList<>(store.documents());
        Collections.reverse(eldestFirst);
        return CompletableFuture.completedFuture(eldestFirst.stream()
                .filter(document -> !document.status().isFinal())
                .limit(limit)
                .toList());
    }

    static <T> Page<T> part(List<T> all, PageRequest page) {
        int from = Math.min(page.offset(), all.size());
        int to = Math.min(from + page.limit(), all.size());
        return new Page<>(all.subList(from, to), all.size());
    }
}
