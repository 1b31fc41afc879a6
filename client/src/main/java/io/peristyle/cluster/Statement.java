package io.peristyle.cluster;

import io.peristyle.error.ClickHouseException;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A query or an insert, ready to be started on whichever connection it gets. One attempt of it is under way at a time. */
sealed interface Statement permits QueryStatement, InsertStatement {
    /** Its text, with placeholders. */
    String sql();

    /** What travels with it. */
    QueryOptions options();

    /**
     * Makes it ready for a server; completes on any thread, and fails if it cannot be sent there.
     *
     * @return null if it is ready
     */
    @Nullable
    CompletionStage<?> prepare(ServerInfo server);

    /** Starts it under an identifier of its own. */
    Exchange start(Connection connection, String queryId, ResultSink sink, Deadline deadline);

    /**
     * Where it may be sent again after the attempt that was started last.
     *
     * @param handedOut whether anything of the answer was
     */
    Repetition repetition(ClickHouseException failure, boolean handedOut);

    /**
     * Whether the attempt that was started last sent what the server may have had before, and would know again unless it was
     * killed in between.
     */
    boolean reliesOnItsServer();

    /** It will not be started, or not again. */
    void giveUp();
}
