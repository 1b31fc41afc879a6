package io.peristyle.cluster;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A statement that sends no data. */
record QueryStatement(QueryRequest request) implements Statement {
    private static final CompletionStage<?> READY = CompletableFuture.completedFuture(null);

    @Override
    public String sql() {
        return request.sql();
    }

    @Override
    public QueryOptions options() {
        return request.options();
    }

    @Override
    public CompletionStage<?> prepare(ServerInfo server) {
        return READY;
    }

    @Override
    public Exchange start(Connection connection, String queryId, ResultSink sink, Deadline deadline) {
        boolean same = queryId.equals(request.options().queryId());
        return connection.query(same ? request : request.withQueryId(queryId), sink, deadline);
    }

    @Override
    public Repetition repetition(ClickHouseException failure, boolean handedOut) {
        // Of a silence, the transport knows whether the server may be busy with the statement still.
        boolean harmless = failure instanceof OperationTimeoutException
                ? failure.isRetrySafe()
                : request.repeatable() || failure.outcome() == Outcome.NOT_EXECUTED;
        return harmless && !handedOut ? Repetition.ANYWHERE : Repetition.NOWHERE;
    }

    @Override
    public boolean reliesOnItsServer() {
        return false;
    }

    @Override
    public void giveUp() {}
}
