package io.peristyle.pdfscan.work;

/** The directory of the uploads cannot be used; the message names the variable and says why. */
public final class SpoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpoolException(String message) {
        super(message);
    }

    SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
