package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendHealth;
import io.peristyle.pdfscan.document.DocumentRepository;
import io.peristyle.pdfscan.document.FindingRepository;
import io.peristyle.pdfscan.document.MetricsRepository;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Keeps everything in this process, within limits; all is gone when it ends. */
final class InMemoryBackend implements Backend {
    private final MemoryStore store;
    private final InMemoryMetrics metrics;
    private final MemoryLimits limits;

    InMemoryBackend(MemoryLimits limits) {
        this.store = new MemoryStore(limits);
        this.metrics = new InMemoryMetrics(limits.operations());
        this.limits = limits;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public DocumentRepository documents() {
        return new InMemoryDocuments(store);
    }

    @Override
    public FindingRepository findings() {
        return new InMemoryFindings(store);
    }

    @Override
    public MetricsRepository metrics() {
        return metrics;
    }

    @Override
    public CompletableFuture<BackendHealth> health() {
        Map<String, Long> figures = Map.of(
                "documents", (long) store.documentCount(),
                "documents_max", (long) limits.documents(),
                "findings", (long) store.findingCount(),
                "findings_max", (long) limits.findings());
        return CompletableFuture.completedFuture(
                new BackendHealth(true, "in the memory of this process, lost when it ends", figures));
    }

    @Override
    public CompletableFuture<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
