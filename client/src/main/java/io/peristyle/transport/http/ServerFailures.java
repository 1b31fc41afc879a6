package io.peristyle.transport.http;

import io.peristyle.error.ErrorCodes;
import io.peristyle.error.FailureContext;
import io.peristyle.error.ServerException;

/** The exceptions for errors that servers tell over HTTP. */
final class ServerFailures {
    private ServerFailures() {}

    static ServerException exception(int code, String message, FailureContext context) {
        return new ServerException(code, ErrorCodes.nameOf(code), message, context, null);
    }
}
