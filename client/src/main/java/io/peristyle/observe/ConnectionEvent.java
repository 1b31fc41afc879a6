package io.peristyle.observe;

import io.peristyle.endpoint.Endpoint;
import java.time.Duration;

/** What became of a connection. */
public sealed interface ConnectionEvent {
    /** The server at the other end. */
    Endpoint endpoint();

    /**
     * It can be used.
     *
     * @param took resolving, dialling and the handshake
     */
    record Opened(Endpoint endpoint, Duration took) implements ConnectionEvent {}

    /** It could not be opened. */
    record OpenFailed(Endpoint endpoint, Duration took, Throwable failure) implements ConnectionEvent {}

    /**
     * It was closed.
     *
     * @param age since it was opened
     */
    record Closed(Endpoint endpoint, Duration age, Reason reason) implements ConnectionEvent {}

    /** Why a connection was closed. */
    enum Reason {
        /** It was idle for too long, or more were idle than are to be kept. */
        IDLE,
        /** It reached its maximum lifetime. */
        LIFETIME,
        /** It broke, did not answer a validation, or was left in doubt by a statement. */
        BROKEN,
        /** Its session ended; settings and temporary tables are nobody else's. */
        SESSION_ENDED,
        /** It made room for one to another server. */
        MADE_ROOM,
        /** Its server was drained or removed, or the pool was made smaller. */
        WITHDRAWN,
        /** The client was closed. */
        CLIENT_CLOSED
    }
}
