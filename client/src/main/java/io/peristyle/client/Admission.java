package io.peristyle.client;

import io.peristyle.cluster.Place;
import io.peristyle.cluster.StatementExecutor;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.FailureContext;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.time.ZoneId;

/**
 * Lets statements through until the client is being closed. Then the pool may still have to serve what was given to the
 * background before, and inserts that have their place.
 */
final class Admission implements StatementExecutor {
    private static final Exchange REFUSED = new Exchange() {
        @Override
        public void request(long blocks) {}

        @Override
        public void cancel() {}
    };

    private final StatementExecutor statements;
    private volatile boolean closed;

    Admission(StatementExecutor statements) {
        this.statements = statements;
    }

    static ClientClosedException refusal() {
        return new ClientClosedException("the client is closed", FailureContext.NOTHING_SENT, null);
    }

    /** Lets nothing more through. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink sink, Deadline deadline) {
        return closed ? refuse(sink) : statements.query(request, sink, deadline);
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        return closed ? refuse(sink) : statements.insert(request, source, sink, deadline);
    }

    @Override
    public Place place() {
        if (closed) {
            throw refusal();
        }
        return statements.place();
    }

    @Override
    public ZoneId timeZone() {
        return statements.timeZone();
    }

    private static Exchange refuse(ResultSink sink) {
        sink.onFailure(refusal());
        sink.onReleased();
        return REFUSED;
    }
}
