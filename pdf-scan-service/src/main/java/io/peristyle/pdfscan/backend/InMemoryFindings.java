package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.FindingRepository;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.document.Page;
import io.peristyle.pdfscan.document.PageRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Findings in a {@link MemoryStore}, where they live as long as their document. */
final class InMemoryFindings implements FindingRepository {
    private final MemoryStore store;

    InMemoryFindings(MemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Void> add(List<Finding> findings) {
        try {
            if (!findings.isEmpty()) {
                store.add(findings);
            }
            return CompletableFuture.completedFuture(null);
        } catch (BackendUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<List<Finding>> of(UUID documentId) {
        return CompletableFuture.completedFuture(store.findings(documentId));
    }

    @Override
    public CompletableFuture<Page<Finding>> list(PageRequest page, @Nullable FindingType type) {
        List<Finding> findings = store.findings();
        if (type != null) {
            findings =
                    findings.stream().filter(finding -> finding.type() == type).toList();
        }
        return CompletableFuture.completedFuture(InMemoryDocuments.part(findings, page));
    }
}
