package io.peristyle.pdfscan.web;

import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.document.OperationSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is answered; its names go over the wire in snake_case, and what is null does not. */
final class Answers {
    private Answers() {}

    record Failure(String error, String code, String details) {}

    record Uploaded(UUID documentId, String filename, String status, Instant uploadTime, long size) {
        static Uploaded of(Document document) {
            return new Uploaded(
                    document.id(),
                    document.filename(),
                    document.status().text(),
                    document.uploadTime(),
                    document.size());
        }
    }

    record DocumentState(
            UUID documentId,
            String filename,
            String status,
            Instant uploadTime,
            long size,
            @Nullable Integer pages,
            @Nullable String reason) {
        static DocumentState of(Document document) {
            return new DocumentState(
                    document.id(),
                    document.filename(),
                    document.status().text(),
                    document.uploadTime(),
                    document.size(),
                    document.pages() > 0 ? document.pages() : null,
                    document.reason());
        }
    }

    record DocumentList(List<DocumentState> documents, long total, int limit, int offset) {}

    record FoundAt(UUID id, UUID documentId, String findingType, String location, int page, double confidence) {
        static FoundAt of(Finding finding) {
            return new FoundAt(
                    finding.id(),
                    finding.documentId(),
                    finding.type().text(),
                    finding.location(),
                    finding.page(),
                    finding.confidence());
        }
    }

    record FindingList(List<FoundAt> findings, long total, int limit, int offset) {}

    record DocumentFindings(
            UUID documentId,
            String filename,
            String status,
            Instant uploadTime,
            long size,
            @Nullable Integer pages,
            @Nullable String reason,
            List<FoundAt> findings,
            Map<String, Integer> counts) {
        static DocumentFindings of(Document document, List<Finding> findings) {
            DocumentState state = DocumentState.of(document);
            Map<String, Integer> counts = new TreeMap<>();
            findings.stream()
                    .map(Finding::type)
                    .map(FindingType::text)
                    .forEach(type -> counts.merge(type, 1, Integer::sum));
            return new DocumentFindings(
                    state.documentId,
                    state.filename,
                    state.status,
                    state.uploadTime,
                    state.size,
                    state.pages,
                    state.reason,
                    findings.stream().map(FoundAt::of).toList(),
                    counts);
        }
    }

    record OperationFigures(
            String operation, long count, double averageMs, double minMs, double maxMs, double p50Ms, double p95Ms) {
        static OperationFigures of(OperationSummary summary) {
            return new OperationFigures(
                    summary.operation(),
                    summary.count(),
                    summary.average(),
                    summary.minimum(),
                    summary.maximum(),
                    summary.p50(),
                    summary.p95());
        }
    }

    record OperationList(List<OperationFigures> operations) {}

    record Health(
            String status,
            String backend,
            String description,
            String version,
            long uptimeSeconds,
            int waitingDocuments,
            long maxUploadBytes,
            Map<String, Long> figures) {}
}
