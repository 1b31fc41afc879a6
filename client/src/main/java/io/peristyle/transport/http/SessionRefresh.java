package io.peristyle.transport.http;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ServerException;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.ResultSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reminds a server of the session that an idle connection belongs to. A statement that comes meanwhile waits for that; a failure
 * closes the connection, but an error of the server's is a sign of life. Event loop only, but for {@link #isRunning}.
 */
final class SessionRefresh implements ResultSink {
    private static final QueryRequest QUERY = new QueryRequest(
            "SELECT 1", List.of(), new QueryOptions("", List.of(), List.of(), null, false), true, false);

    private static final int SESSION_NOT_FOUND = 372;

    private final HttpConnection connection;
    private volatile boolean running;
    private @Nullable HttpExchange deferred;

    SessionRefresh(HttpConnection connection) {
        this.connection = connection;
    }

    /** Whether what is under way on the connection is but this. Any thread. */
    boolean isRunning() {
        return running;
    }

    void start() {
        running = true;
        Deadline limit = Deadline.after(
                connection.session().options().timeouts().handshake(),
                connection.session().clock());
        QueryExchange exchange = new QueryExchange(connection, QUERY, this, limit);
        exchange.request(Long.MAX_VALUE);
        exchange.run();
    }

    /** Runs {@code exchange}, now or when this has ended. */
    void run(HttpExchange exchange) {
        if (running && (deferred == null || !deferred.isWaiting())) {
            deferred = exchange;
            exchange.await();
        } else {
            exchange.run();
        }
    }

    @Override
    public void onBlock(Block block) {}

    @Override
    public void onEnd(Summary summary) {}

    /** Whatever the server says of the statement, it has been reminded; unless it knows of no such session. */
    @Override
    public void onFailure(ClickHouseException failure) {
        if (!(failure instanceof ServerException error) || error.code() == SESSION_NOT_FOUND) {
            connection.closeNow();
        }
    }

    @Override
    public void onReleased() {
        running = false;
        HttpExchange next = deferred;
        deferred = null;
        if (next != null) {
            next.run();
        }
    }
}
