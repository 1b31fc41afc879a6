package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.DataException;
import io.peristyle.error.ErrorCodes;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.transport.OwnSetting;

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

    /** The fault is not the statement's: whoever repeats what was not executed succeeds. */
    static ConnectionException ofOwnSetting(
            OwnSetting own, Endpoint endpoint, int code, String message, FailureContext context) {
        return new ConnectionException(
                endpoint + " refused the insert, since this user may not change the setting " + own.name()
                        + "; it is changed no more",
                context,
                exception(code, message, context));
    }

    /** An answer in another format than was asked for, which a statement can do. */
    static DataException otherFormat(String answered, String asked, FailureContext context) {
        return new DataException(
                "the statement asks for the format " + answered + " in place of " + asked + "; leave FORMAT away",
                context,
                null);
    }

    /**
     * An answer that is an error, but not one of ClickHouse's: of whoever stands in front of it, or in its place. Where it says
     * that the server is out of reach or too busy, the failure is as if there had been no connection.
     */
    static ClickHouseException notOfClickHouse(
            Endpoint endpoint, HttpResponseStatus status, String text, FailureContext context) {
        String answered = answered(status, text);
        return isUnavailable(status.code())
                ? new ConnectionException("a gateway or proxy in front of " + endpoint + answered, context, null)
                : new ProtocolException(
                        endpoint + answered + "; that is not how ClickHouse answers, but a gateway or proxy may",
                        context,
                        null);
    }

    /** Whether a gateway has waited for the server in vain, which may be at work all the same. */
    static boolean isSilence(HttpResponseStatus status) {
        return status.code() == 504 || status.code() == 524;
    }

    /** A gateway's limit has the meaning of our own one. */
    static OperationTimeoutException silence(
            Endpoint endpoint, HttpResponseStatus status, String text, FailureContext context) {
        return new OperationTimeoutException(
                Phase.READ,
                "a gateway or proxy in front of " + endpoint + answered(status, text)
                        + "; the server may be working all the same",
                context,
                null);
    }

    private static String answered(HttpResponseStatus status, String text) {
        String said = beginning(text);
        return " answered with HTTP " + status + (said.isEmpty() ? "" : ": " + said);
    }

    /** Too Many Requests, Bad Gateway, Service Unavailable, and what gateways have of their own. */
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
