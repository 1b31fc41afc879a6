package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.FindingRepository;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.document.Page;
import io.peristyle.pdfscan.document.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Findings in ClickHouse, those of a document beside each other. A document that two instances scan, or one before and after a
 * replica could tell of the first time, has its findings twice until a merge drops the copies; readers never see those, while
 * the total of a list counts them until then.
 */
final class ClickHouseFindings implements FindingRepository {
    private static final String TABLE = "findings";
    private static final String COLUMNS = "upload_time, document_id, ordinal, finding_type, page, confidence";

    private final ClickHouseCalls calls;
    private final InsertBuffer<FindingRow> buffer;

    ClickHouseFindings(ClickHouseCalls calls, StoreTrouble trouble) {
        this.calls = calls;
        this.buffer = new InsertBuffer<>(
                new InsertBuffer.Limits(20_000, 200_000, Duration.ofMillis(20)),
                (rows, token) -> calls.insert(TABLE, rows, token),
                this::hasFirstOf,
                trouble);
    }

    @Override
    public CompletableFuture<Void> add(List<Finding> findings) {
        return findings.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : buffer.add(findings.stream().map(FindingRow::of).toList());
    }

    @Override
    public CompletableFuture<List<Finding>> of(UUID documentId) {
        return calls.query(
                        TABLE,
                        "SELECT " + COLUMNS + " FROM %s WHERE upload_time = {time:DateTime64(3, 'UTC')}"
                                + " AND document_id = {id:UUID} ORDER BY ordinal LIMIT 1 BY ordinal",
                        query -> query.param("time", DocumentId.uploadTime(documentId))
                                .param("id", documentId)
                                .list(FindingRow.class))
                .thenApply(rows -> rows.stream().map(FindingRow::finding).toList());
    }

    @Override
    public CompletableFuture<Page<Finding>> list(PageRequest page, @Nullable FindingType type) {
        String where = type == null ? "" : " WHERE finding_type = {type:String}";
        String wanted = type == null ? "" : type.text();
        CompletableFuture<List<FindingRow>> rows = calls.query(
                TABLE,
                "SELECT " + COLUMNS + " FROM %s" + where
                        + " ORDER BY upload_time DESC, document_id DESC, ordinal"
                        + " LIMIT 1 BY upload_time, document_id, ordinal"
                        + " LIMIT {limit:UInt32} OFFSET {offset:UInt32}",
                query -> (type == null ? query : query.param("type", wanted))
                        .param("limit", page.limit())
                        .param("offset", page.offset())
                        .list(FindingRow.class));
        CompletableFuture<Long> total = calls.query(
                        TABLE,
                        "SELECT count() FROM %s" + where,
                        query -> (type == null ? query : query.param("type", wanted)).value(Long.class))
                .thenApply(Objects::requireNonNull);
        return rows.thenCombine(
                total,
                (list, count) ->
                        new Page<>(list.stream().map(FindingRow::finding).toList(), count));
    }

    CompletableFuture<Void> close() {
        return buffer.close();
    }

    /**
     * A batch is one block of one part: who has its first row has it all. A replicated table remembers tokens and parts together,
     * and the replica that is asked may lag behind the one that stored it: what that says is believed.
     */
    private CompletableFuture<Boolean> hasFirstOf(List<FindingRow> batch) {
        FindingRow first = batch.get(0);
        return calls.query(
                        TABLE,
                        "SELECT (SELECT count() FROM %s WHERE upload_time = {time:DateTime64(3, 'UTC')}"
                                + " AND document_id = {id:UUID} AND ordinal = {ordinal:UInt32})"
                                + " + (SELECT count() FROM system.tables WHERE database = {database:String}"
                                + " AND name = {table:String} AND engine NOT IN ('MergeTree', 'ReplacingMergeTree'))",
                        query -> query.param("time", first.uploadTime())
                                .param("id", first.documentId())
                                .param("ordinal", first.ordinal())
                                .param("database", calls.database())
                                .param("table", TABLE)
                                .value(Long.class))
                .thenApply(count -> count != null && count > 0);
    }

    /** A row of the table, by the names of its columns. */
    record FindingRow(
            Instant uploadTime, UUID documentId, int ordinal, String findingType, int page, double confidence) {
        static FindingRow of(Finding finding) {
            return new FindingRow(
                    DocumentId.uploadTime(finding.documentId()),
                    finding.documentId(),
                    finding.ordinal(),
                    finding.type().text(),
                    finding.page(),
                    finding.confidence());
        }

        Finding finding() {
            FindingType type = FindingType.of(findingType);
            if (type == null) {
                throw new IllegalStateException("the findings have a type that this version does not know");
            }
            return new Finding(documentId, ordinal, type, page, confidence);
        }
    }
}
