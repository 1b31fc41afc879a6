package io.peristyle.pdfscan.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document in one state. A later state is another record with a higher version: of several, the highest counts.
 *
 * @param id of version 7; says when the document was uploaded
 * @param filename as the client named it, without directories
 * @param size in bytes
 * @param version counts the states, from 1
 * @param changed when it came into this state, or was {@link #confirmed} in it
 * @param reason why it failed; null unless it did
 * @param pages how many it has; 0 until that is known
 */
public record Document(
        UUID id,
        String filename,
        long size,
        DocumentStatus status,
        long version,
        Instant changed,
        @Nullable String reason,
        int pages) {

    private static final String LOST = "The service lost it before it was scanned; upload it again.";

    /** A document that was just uploaded. */
    public static Document uploaded(UUID id, String filename, long size) {
        return new Document(id, filename, size, DocumentStatus.PENDING, 1, DocumentId.uploadTime(id), null, 0);
    }

    /** When it was uploaded, to the millisecond. */
    public Instant uploadTime() {
        return DocumentId.uploadTime(id);
    }

    /** Its scan has begun. */
    public Document processing(Instant now) {
        return next(DocumentStatus.PROCESSING, now, null, 0);
    }

    /** Its scan is over. */
    public Document completed(Instant now, int pageCount) {
        return next(DocumentStatus.COMPLETED, now, null, pageCount);
    }

    /** It could not be scanned. */
    public Document failed(Instant now, String why) {
        return next(DocumentStatus.FAILED, now, why, 0);
    }

    /** It is as it was; who keeps it says so, that nobody takes it for forgotten. */
    public Document confirmed(Instant now) {
        return new Document(id, filename, size, status, version, now.truncatedTo(ChronoUnit.MILLIS), reason, pages);
    }

    /** Nobody has its file. A state that an instance which has it brings it to counts more. */
    public Document lost(Instant now) {
        return new Document(
                id, filename, size, DocumentStatus.FAILED, version, now.truncatedTo(ChronoUnit.MILLIS), LOST, 0);
    }

    /** Whether it was given up because nobody had its file: whoever has it scans it all the same. */
    public boolean isLost() {
        return status == DocumentStatus.FAILED && LOST.equals(reason);
    }

    private Document next(DocumentStatus status, Instant now, @Nullable String reason, int pageCount) {
        return new Document(
                id, filename, size, status, version + 1, now.truncatedTo(ChronoUnit.MILLIS), reason, pageCount);
    }
}
