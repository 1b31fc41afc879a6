package io.peristyle.pdfscan.backend;

import io.peristyle.client.Query;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.document.DocumentRepository;
import io.peristyle.pdfscan.document.DocumentStatus;
import io.peristyle.pdfscan.document.Page;
import io.peristyle.pdfscan.document.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Documents in ClickHouse: a row for each state, of which a merge keeps the latest. The list of all is read along the order of
 * the table, so that its first page does not read the last; what depends on the status asks for merged rows, which is cheap
 * since only the parts that came last overlap.
 */
final class ClickHouseDocuments implements DocumentRepository {
    private static final String TABLE = "documents";
    private static final String COLUMNS = "id, upload_time, filename, size, status, version, changed, reason, pages";
    private static final String NEWEST_FIRST = " ORDER BY upload_time DESC, id DESC";
    private static final String IN_STATUS = " WHERE status = {status:String}";
    private static final String LATEST =
            "SELECT " + COLUMNS + " FROM %s" + NEWEST_FIRST + ", version DESC, changed DESC LIMIT 1 BY upload_time, id";

    private final ClickHouseCalls calls;
    private final InsertBuffer<DocumentRow> buffer;

    ClickHouseDocuments(ClickHouseCalls calls, StoreTrouble trouble) {
        this.calls = calls;
        this.buffer = new InsertBuffer<>(
                new InsertBuffer.Limits(1_000, 20_000, Duration.ZERO),
                (rows, token) -> calls.insert(TABLE, rows, token),
                null,
                trouble);
    }

    @Override
    public CompletableFuture<Void> save(Document document) {
        return buffer.add(List.of(DocumentRow.of(document)));
    }

    @Override
    public CompletableFuture<Optional<Document>> find(UUID id) {
        return calls.query(
                        TABLE,
                        "SELECT " + COLUMNS
                                + " FROM %s WHERE upload_time = {time:DateTime64(3, 'UTC')} AND id = {id:UUID}"
                                + " ORDER BY version DESC, changed DESC LIMIT 1",
                        query -> query.param("time", DocumentId.uploadTime(id))
                                .param("id", id)
                                .list(DocumentRow.class))
                .thenApply(rows -> rows.stream().findFirst().map(DocumentRow::document));
    }

    @Override
    public CompletableFuture<Page<Document>> list(PageRequest page, @Nullable DocumentStatus status) {
        CompletableFuture<List<DocumentRow>> rows = calls.query(
                TABLE,
                (status == null ? LATEST : "SELECT " + COLUMNS + " FROM %s FINAL" + IN_STATUS + NEWEST_FIRST)
                        + " LIMIT {limit:UInt32} OFFSET {offset:UInt32}",
                query -> in(query, status)
                        .param("limit", page.limit())
                        .param("offset", page.offset())
                        .list(DocumentRow.class));
        CompletableFuture<Long> total = calls.query(
                        TABLE,
                        "SELECT count() FROM %s FINAL" + (status == null ? "" : IN_STATUS),
                        query -> in(query, status).value(Long.class))
                .thenApply(Objects::requireNonNull);
        return rows.thenCombine(
                total,
                (list, count) ->
                        new Page<>(list.stream().map(DocumentRow::document).toList(), count));
    }

    @Override
    public CompletableFuture<List<Document>> unfinished(int limit) {
        return calls.query(
                        TABLE,
                        "SELECT " + COLUMNS + " FROM %s FINAL WHERE status IN ('pending', 'processing')"
                                + " ORDER BY upload_time, id LIMIT {limit:UInt32}",
                        query -> query.param("limit", limit).list(DocumentRow.class))
                .thenApply(rows -> rows.stream().map(DocumentRow::document).toList());
    }

    CompletableFuture<Void> close() {
        return buffer.close();
    }

    private static Query in(Query query, @Nullable DocumentStatus status) {
        return status == null ? query : query.param("status", status.text());
    }

    /** A row of the table, by the names of its columns. */
    record DocumentRow(
            UUID id,
            Instant uploadTime,
            String filename,
            long size,
            String status,
            long version,
            Instant changed,
            String reason,
            int pages) {
        static DocumentRow of(Document document) {
            String reason = document.reason();
            return new DocumentRow(
                    document.id(),
                    document.uploadTime(),
                    document.filename(),
                    document.size(),
                    document.status().text(),
                    document.version(),
                    document.changed(),
                    reason == null ? "" : reason,
                    document.pages());
        }

        Document document() {
            DocumentStatus known = DocumentStatus.of(status);
            return new Document(
                    id,
                    filename,
                    size,
                    known == null ? DocumentStatus.FAILED : known,
                    version,
                    changed,
                    reason.isEmpty() ? null : reason,
                    pages);
        }
    }
}
