package io.peristyle.pdfscan.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far the scan of a document has come. */
public enum DocumentStatus {
    /** Accepted, and waiting to be scanned. */
    PENDING,
    /** Being scanned. */
    PROCESSING,
    /** Scanned; its findings are stored. */
    COMPLETED,
    /** Could not be scanned; the document says why. */
    FAILED;

    /** The name as it is stored and answered: {@code pending}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this {@link #text()}; null if there is none. */
    public static @Nullable DocumentStatus of(String text) {
        for (DocumentStatus status : values()) {
            if (status.text().equals(text)) {
                return status;
            }
        }
        return null;
    }

    /** Whether nothing will change any more. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED;
    }
}
