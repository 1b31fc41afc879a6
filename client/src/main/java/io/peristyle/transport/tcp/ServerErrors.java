package io.peristyle.transport.tcp;

import io.peristyle.error.ErrorCodes;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.packet.ServerError;
import io.peristyle.revision.Revision;
import org.jspecify.annotations.Nullable;

/** What the numbers of the server's errors mean for the request and for the connection. */
final class ServerErrors {
    private ServerErrors() {}

    /** The exception for {@code error}. */
    static ServerException exception(ServerError error, FailureContext context) {
        boolean retrySafe = context.outcome() == Outcome.NOT_EXECUTED && isCuredElsewhere(error.code());
        return exception(error, context, retrySafe);
    }

    private static ServerException exception(ServerError error, FailureContext context, boolean retrySafe) {
        @Nullable ServerError cause = error.cause();
        return new ServerException(
                error.code(),
                ErrorCodes.nameOf(error.code()),
                error.plainMessage(),
                retrySafe,
                context,
                cause == null ? null : exception(cause, context, false));
    }

    /** Whether another server, or the same one a little later, may well carry out what failed with {@code code}. */
    static boolean isCuredElsewhere(int code) {
        return switch (code) {
            // The server's own network.
            case 32, 95, 96, 198, 209, 210, 279, 297, 1000 -> true;
            // Overload.
            case 202, 203, 364, 439, 745 -> true;
            // Memory.
            case 173, 241 -> true;
            // State of the replica.
            case 224, 225, 234, 242, 285, 286, 289, 369, 416, 733, 999 -> true;
            // Restart.
            case 236, 394, 667, 696 -> true;
            default -> false;
        };
    }

    /** Whether a statement that failed with {@code code} was refused before anything of it was carried out. */
    static boolean isBeforeExecution(int code) {
        return switch (code) {
            // Syntax, unknown setting, read-only mode, a running query of the same id, a missing parameter.
            case 62, 115, 164, 216, 456 -> true;
            default -> false;
        };
    }

    /**
     * Whether the server reads on after it sent {@code code}. Servers of before revision 54441 may take what was sent
     * with a query for a new request; all of them close after a query packet that they could not read.
     */
    static boolean leavesConnectionUsable(int code, int revision) {
        return Revision.INTERSERVER_SECRET.in(revision)
                && switch (code) {
                    case 26, 27, 115, 117, 536 -> false;
                    default -> true;
                };
    }
}
