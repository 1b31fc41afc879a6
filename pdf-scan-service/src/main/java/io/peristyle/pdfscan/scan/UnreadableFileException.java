package io.peristyle.pdfscan.scan;

import java.io.IOException;

/** A file cannot be read from the disk now; what is in it may be scanned another time. */
final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }
}
