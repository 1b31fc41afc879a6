package io.peristyle.pdfscan.web;

/** What went wrong with a request, for programs. */
public enum ErrorCode {
    INVALID_FILE_TYPE(400),
    MISSING_FILE(400),
    MALFORMED_REQUEST(400),
    CROSS_SITE_REQUEST(403),
    FILE_TOO_LARGE(413),
    DOCUMENT_NOT_FOUND(404),
    NOT_FOUND(404),
    UNKNOWN_HOST(421),
    BACKEND_UNAVAILABLE(503),
    INTERNAL_ERROR(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }
}
