package io.peristyle.transport.tcp;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.ErrorCodes;
import io.peristyle.error.FailureContext;
import io.peristyle.error.ServerException;
import io.peristyle.packet.ServerError;
import io.peristyle.revision.Revision;
import io.peristyle.transport.OwnSetting;
import org.jspecify.annotations.Nullable;

/** What the numbers of the server's errors mean for the request and for the connection. */
final class ServerErrors {
    private ServerErrors() {}

    /** The exception for {@code error}. */
    static ServerException exception(ServerError error, FailureContext context) {
        @Nullable ServerError cause = error.cause();
        return new ServerException(
                error.code(),
                ErrorCodes.nameOf(error.code()),
                error.plainMessage(),
                context,
                cause == null ? null : exception(cause, context));
    }

    /** The fault is not the statement's: whoever repeats what was not executed succeeds. */
    static ConnectionException ofOwnSetting(
            OwnSetting own, ServerError error, Endpoint endpoint, FailureContext context) {
        return new ConnectionException(
                endpoint + " closed the connection, since this user may not change the setting " + own.name()
                        + "; it is changed no more",
                context,
                exception(error, context));
    }

    /**
     * Whether the server reads on after it sent {@code code}. Servers of before revision 54441 may take what was sent
     * with a query for a new request; all of them close after a query packet that they could not read. Those from 24.11 on
     * also close, a moment later and without a word, if they refused the request before they had read all of it: for a setting
     * that the user may not change, or a value that none can have. The code does not tell those; see {@link
     * TcpExchange}, which asks.
     */
    static boolean leavesConnectionUsable(int code, int revision) {
        return Revision.INTERSERVER_SECRET.in(revision)
                && switch (code) {
                    case 26, 27, 115, 117, 536 -> false;
                    default -> true;
                };
    }
}
