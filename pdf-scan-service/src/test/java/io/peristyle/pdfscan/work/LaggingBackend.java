package io.peristyle.pdfscan.work;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendHealth;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.DocumentRepository;
import io.peristyle.pdfscan.document.DocumentStatus;
import io.peristyle.pdfscan.document.FindingRepository;
import io.peristyle.pdfscan.document.MetricsRepository;
import io.peristyle.pdfscan.document.Page;
import io.peristyle.pdfscan.document.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A store whose answers come from a replica that does as it is told: no real one lags for as long as a test wants. What is
 * saved arrives.
 */
final class LaggingBackend implements Backend, DocumentRepository {
    private final Backend current;
    private volatile @Nullable Map<UUID, Document> old;
    private volatile boolean away;

    LaggingBackend(Backend current) {
        this.current = current;
    }

    /** From now on it answers as if nothing had ever been stored. */
    void forget() {
        old = Map.of();
    }

    /** From now on it answers as things are now. */
    void freeze() {
        Map<UUID, Document> known = new ConcurrentHashMap<>();
        current.documents()
                .list(new PageRequest(100, 0), null)
                .join()
                .items()
                .forEach(document -> known.put(document.id(), document));
        old = known;
    }

    void catchUp() {
        old = null;
        away = false;
    }

    /** From now on it cannot be reached. */
    void goAway() {
        away = true;
    }

    @Override
    public String name() {
        return "lagging";
    }

    @Override
    public DocumentRepository documents() {
        return this;
    }

    @Override
    public FindingRepository findings() {
        return current.findings();
    }

    @Override
    public MetricsRepository metrics() {
        return current.metrics();
    }

    @Override
    public CompletableFuture<BackendHealth> health() {
        return current.health();
    }

    @Override
    public CompletableFuture<Void> close() {
        return current.close();
    }

    @Override
    public CompletableFuture<Void> save(Document document) {
        return away ? gone() : current.documents().save(document);
    }

    @Override
    public CompletableFuture<Optional<Document>> find(UUID id) {
        Map<UUID, Document> known = old;
        if (away) {
            return gone();
        }
        return known != null
                ? CompletableFuture.completedFuture(Optional.ofNullable(known.get(id)))
                : current.documents().find(id);
    }

    @Override
    public CompletableFuture<Page<Document>> list(PageRequest page, @Nullable DocumentStatus status) {
        return current.documents().list(page, status);
    }

    @Override
    public CompletableFuture<List<Document>> unfinished(int limit) {
        if (away) {
            return gone();
        }
        return current.documents().unfinished(limit);
    }

    private static <T> CompletableFuture<T> gone() {
        return CompletableFuture.failedFuture(new BackendUnavailableException("away", null, true));
    }
}
