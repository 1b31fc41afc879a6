package io.peristyle.pdfscan.document;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * That something sensitive was found, and where; never what.
 *
 * @param ordinal its place among the document's findings, from 0
 * @param page from 1
 * @param confidence how sure the detector is, above 0 to 1
 */
public record Finding(UUID documentId, int ordinal, FindingType type, int page, double confidence) {
    /** The same whenever the same document is scanned again. */
    public UUID id() {
        return UUID.nameUUIDFromBytes((documentId + "/" + ordinal).getBytes(StandardCharsets.US_ASCII));
    }

    /** Where it is, for people. */
    public String location() {
        return "page " + page;
    }
}
