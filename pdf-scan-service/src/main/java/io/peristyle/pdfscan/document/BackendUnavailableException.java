package io.peristyle.pdfscan.document;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached, or takes no more; trying again later may help. */
public final class BackendUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean nothingStored;

    /** @param nothingStored whether it is certain that nothing of what failed was or will be stored */
    public BackendUnavailableException(String message, @Nullable Throwable cause, boolean nothingStored) {
        super(message, cause);
        this.nothingStored = nothingStored;
    }

    /** Whether it is certain that nothing of what failed was or will be stored. */
    public boolean isNothingStored() {
        return nothingStored;
    }
}
