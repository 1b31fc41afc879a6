package io.peristyle.transport;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A connection to one server, past its handshake. Carries one exchange at a time. Thread-safe. */
public interface Connection {
    /** The server's address. */
    Endpoint endpoint();

    /** What the server said of itself. */
    ServerInfo server();

    /** Whether an exchange may start: open, idle, and nothing unread. A local look, without I/O. */
    boolean isUsable();

    /**
     * Starts a query. Fails through {@code sink}, never by throwing.
     *
     * @param deadline of the operation as a whole
     */
    Exchange query(QueryRequest request, ResultSink sink, Deadline deadline);

    /** Starts an insert, whose rows {@code source} gives. Fails through {@code sink}, never by throwing. */
    Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline);

    /**
     * From now on all statements belong to one session of the server, with its settings, current database and temporary
     * tables, and whoever called this keeps the connection to the end. A connection that is a session anyway has nothing to do.
     */
    default void beginSession() {}

    /** Asks for a sign of life; completes with the round trip, or fails and the connection is closed. */
    CompletableFuture<Duration> ping(Deadline deadline);

    /** Runs {@code action} once when the connection closes, or at once if it has. On the event loop; must not block. */
    void onClose(Runnable action);

    /** Closes the socket, whatever is under way; completes when it is closed. */
    CompletableFuture<Void> close();
}
