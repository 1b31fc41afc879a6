package io.peristyle.pdfscan.web;

/** A request that is answered with an error. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String details;

    ApiException(ErrorCode code, String message, String details) {
        super(message);
        this.code = code;
        this.details = details;
    }

    static ApiException malformed(String details) {
        return new ApiException(ErrorCode.MALFORMED_REQUEST, "The request is malformed.", details);
    }

    ErrorCode code() {
        return code;
    }

    String details() {
        return details;
    }
}
