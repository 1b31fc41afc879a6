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
    private static final int HTTP_VERSION_NOT_SUPPORTED = 505;
    private static final int LOOKED_AT = 4_000;
    private static final int QUOTED = 200;

    private ServerFailures() {}

    /** An error of ClickHouse's. */
    static ServerException exception(int code, String message, FailureContext context) {
        return new ServerException(code, ErrorCodes.nameOf(code), message, context, null);
    }

    /**
     * An answer that is an error, but not one of ClickHouse's: of whoever stands in front of it, or in its place. Where it says
     * that the server is out of reach or too busy, the failure is as if there had been no connection.
     */
    static ClickHouseException notOfClickHouse(
            Endpoint endpoint, HttpResponseStatus status, String text, FailureContext context) {
        String said = beginning(text);
        String answered = " answered with HTTP " + status + (said.isEmpty() ? "" : ": " + said);
        return isUnavailable(status.code())
                ? new ConnectionException("a gateway or proxy in front of " + endpoint + answered, context, null)
                : new ProtocolException(
                        endpoint + answered + "; that is not how ClickHouse answers, but a gateway or proxy may",
                        context,
                        null);
    }

    /** Too Many Requests, Bad Gateway, Service Unavailable, Gateway Timeout, and what gateways have of their own. */
    private static boolean isUnavailable(int status) {
        return status == 429 || (status >= 502 && status != HTTP_VERSION_NOT_SUPPORTED);
    }

    /** What a page says first, without its markup. */
    private static String beginning(String page) {
        String shown = page.substring(0, Math.min(LOOKED_AT, page.length()))
                .replaceAll("<[^<>]*>", " ")
                .replaceAll("[\\p{Cntrl}\\s\uFFFD]+", " ")
                .strip();
        return shown.substring(0, Math.min(QUOTED, shown.length()));
    }
}
