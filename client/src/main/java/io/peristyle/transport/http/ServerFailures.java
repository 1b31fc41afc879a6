package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.ErrorCodes;
import io.peristyle.error.FailureContext;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;

/** The exceptions for errors that are told over HTTP. */
final class ServerFailures {
    private static final int QUOTED = 200;

    private ServerFailures() {}

    /** An error of ClickHouse's. */
    static ServerException exception(int code, String message, FailureContext context) {
        return new ServerException(code, ErrorCodes.nameOf(code), message, context, null);
    }

    /** An answer that is an error, but not one of ClickHouse's: of whoever stands in front of it. */
    static ClickHouseException notOfClickHouse(
            Endpoint endpoint, HttpResponseStatus status, String text, FailureContext context) {
        String stripped = text.strip();
        String beginning = stripped.substring(0, Math.min(QUOTED, stripped.length()));
        String what = endpoint + " answered with HTTP " + status + (beginning.isEmpty() ? "" : ": " + beginning);
        return switch (status.code()) {
            case 429, 502, 503, 504 -> new ConnectionException(what, context, null);
            default -> new ProtocolException(what + "; that is not how ClickHouse answers", context, null);
        };
    }
}
