package io.peristyle.transport.http;

import io.peristyle.column.Block;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Placeholders;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import io.peristyle.transport.ResultSink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends queries on their servers that were given up here, each over a connection of its own, since theirs is closed. A few at a
 * time; others wait, and of those beyond a limit the server is left to find out itself. Thread-safe.
 */
final class QueryKiller {
    private static final Logger LOG = LoggerFactory.getLogger(QueryKiller.class);
    private static final int AT_ONCE = 4;
    private static final int WAITING = 1_000;
    private static final String SQL = "KILL QUERY WHERE query_id = {id:String} ASYNC";

    private final Connector connector;
    private final Clock clock;
    private final Duration limit;

    // Guarded by this, in which no foreign code runs.
    private final ArrayDeque<Victim> line = new ArrayDeque<>();
    private int running;

    /** @param limit how long ending one query may take */
    QueryKiller(Connector connector, Clock clock, Duration limit) {
        this.connector = connector;
        this.clock = clock;
        this.limit = limit;
    }

    private record Victim(Endpoint server, String queryId) {}

    Clock clock() {
        return clock;
    }

    /** Ends a query, soon; whether it did is but logged. */
    void kill(Endpoint server, String queryId) {
        Victim victim = new Victim(server, queryId);
        synchronized (this) {
            if (running == AT_ONCE) {
                if (line.size() < WAITING) {
                    line.add(victim);
                } else {
                    LOG.warn("Too many queries are given up at once: {} is not killed", queryId);
                }
                return;
            }
            running++;
        }
        run(victim);
    }

    /** Ends the query and all that wait, one after the other; in a loop, since each may be over at once. */
    private void run(Victim first) {
        for (Victim victim = first; victim != null; victim = poll()) {
            CompletableFuture<?> ended = end(victim);
            if (!ended.isDone()) {
                var unused = ended.whenComplete((nothing, failure) -> runNext());
                return;
            }
        }
    }

    private void runNext() {
        Victim victim = poll();
        if (victim != null) {
            run(victim);
        }
    }

    private synchronized @Nullable Victim poll() {
        Victim victim = line.poll();
        if (victim == null) {
            running--;
        }
        return victim;
    }

    /** Completes when it was tried. */
    private CompletableFuture<?> end(Victim victim) {
        CompletableFuture<Void> tried = new CompletableFuture<>();
        Deadline deadline = Deadline.after(limit, clock);
        var unused = connector.connect(victim.server(), deadline).whenComplete((connection, failure) -> {
            if (connection == null) {
                LOG.warn("The query {} could not be killed: {}", victim.queryId(), String.valueOf(failure));
                tried.complete(null);
            } else {
                // Without an identifier of its own, it is not killed in its turn.
                QueryOptions options = new QueryOptions("", List.of(), List.of(), null, false);
                Placeholders.Bound bound = Placeholders.of(SQL).bind(Map.of("id", victim.queryId()));
                QueryRequest request = new QueryRequest(bound.sql(), bound.parameters(), options, false, false);
                connection
                        .query(request, new Answer(victim, connection, tried), deadline)
                        .request(Long.MAX_VALUE);
            }
        });
        return tried;
    }

    /** The server's answer; the connection is not used again. */
    private static final class Answer implements ResultSink {
        private final Victim victim;
        private final Connection connection;
        private final CompletableFuture<Void> tried;
        private @Nullable ClickHouseException failure;

        Answer(Victim victim, Connection connection, CompletableFuture<Void> tried) {
            this.victim = victim;
            this.connection = connection;
            this.tried = tried;
        }

        @Override
        public void onBlock(Block block) {}

        @Override
        public void onEnd(Summary summary) {}

        @Override
        public void onFailure(ClickHouseException cause) {
            failure = cause;
        }

        @Override
        public void onReleased() {
            if (failure != null) {
                LOG.warn("The query {} could not be killed: {}", victim.queryId(), failure.getMessage());
            }
            var unused = connection.close();
            tried.complete(null);
        }
    }
}
