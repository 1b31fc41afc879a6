package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.ResultSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks a server for how long it has been running. */
final class Uptime implements ResultSink {
    private static final QueryRequest QUESTION = new QueryRequest(
            "SELECT toUInt64(uptime())", List.of(), new QueryOptions("", List.of(), List.of(), null, false), true);

    private final CompletableFuture<Long> answer = new CompletableFuture<>();
    private long seconds;
    private @Nullable ClickHouseException failure;

    private Uptime() {}

    /** Full seconds; fails as the question does. Completes when the connection is free again. */
    static CompletableFuture<Long> ask(Connection connection, Deadline deadline) {
        Uptime sink = new Uptime();
        connection.query(QUESTION, sink, deadline).request(Long.MAX_VALUE);
        return sink.answer;
    }

    @Override
    public void onBlock(Block block) {
        seconds = block.column(0).longValue(0);
    }

    @Override
    public void onEnd(Summary summary) {}

    @Override
    public void onFailure(ClickHouseException cause) {
        failure = cause;
    }

    @Override
    public void onReleased() {
        if (failure == null) {
            answer.complete(seconds);
        } else {
            answer.completeExceptionally(failure);
        }
    }
}
