package io.peristyle.pdfscan.document;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of documents: UUIDs of version 7, which begin with the millisecond of the upload. Whoever has one knows where
 * in the order of uploads to look, which a store that is sorted by time needs no index for.
 */
public final class DocumentId {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Later than any upload, and a time that every store knows. */
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private DocumentId() {}

    /** A new one, of an upload at this moment. */
    public static UUID at(Instant uploadTime) {
        long high = (uploadTime.toEpochMilli() << 16) | 0x7000 | RANDOM.nextInt(1 << 12);
        long low = (RANDOM.nextLong() >>> 2) | (1L << 63);
        return new UUID(high, low);
    }

    /** When the document was uploaded, to the millisecond. */
    public static Instant uploadTime(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The identifier in a text; null if the text is none of a document, or of one from a time that no store reaches. */
    public static @Nullable UUID parse(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            return id.version() == 7 && uploadTime(id).isBefore(LATEST) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
