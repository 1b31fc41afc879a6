package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.DataException;
import io.peristyle.error.Outcome;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A statement that sends blocks. Its rows are asked for anew, from the first one on, in each attempt; a source that cannot give
 * them twice lasts until the first rows were asked for.
 *
 * <p>Blocks that may have reached a server are sent again only with the token that they had, to that server (or where its
 * tokens are known), and exactly as they were.
 */
final class InsertStatement implements Statement {
    private final InsertRequest request;
    private final boolean deduplicated;
    // Touched by the attempt that is under way, or by who prepares the next one.
    private BlockSource source;
    private @Nullable Attempt attempt;
    private @Nullable ServerInfo server;
    /** The server that may have blocks; null: none may, or it does not matter which. */
    private @Nullable ServerInfo boundTo;

    private boolean mayHaveLeft;

    InsertStatement(InsertRequest request, BlockSource source) {
        this.request = request;
        this.source = source;
        this.deduplicated = Deduplication.isAskedFor(request.options());
    }

    @Override
    public String sql() {
        return request.sql();
    }

    @Override
    public QueryOptions options() {
        return request.options();
    }

    /** Has rows with times converted for the server's time zone, before any of them may have left. */
    @Override
    public @Nullable CompletionStage<?> prepare(ServerInfo next) {
        ServerInfo bound = boundTo;
        if (bound != null && !bound.displayName().equals(next.displayName())) {
            return refused("another server, " + next.displayName() + ", has taken the place of " + bound.displayName()
                    + ", which may have some of the rows");
        }
        server = next;
        ZoneId zone = source.zone();
        if (zone == null || zone.equals(next.timeZone())) {
            return null;
        }
        if (mayHaveLeft) {
            return refused("the time zone of the server is " + next.timeZone() + " now: rows that were converted for "
                    + zone + " cannot be sent again as they were");
        }
        return source.inZone(next.timeZone()).thenAccept(converted -> source = converted);
    }

    private static CompletionStage<?> refused(String why) {
        return CompletableFuture.failedFuture(new DataException(why));
    }

    @Override
    public Exchange start(Connection connection, String queryId, ResultSink sink, Deadline deadline) {
        boolean same = queryId.equals(request.options().queryId());
        InsertRequest sent = same ? request : request.withQueryId(queryId);
        Attempt next = new Attempt(source);
        attempt = next;
        return connection.insert(sent, next, sink, deadline);
    }

    @Override
    public Repetition repetition(ClickHouseException failure, boolean handedOut) {
        Attempt last = attempt;
        if (last == null || !last.accepted) {
            return failure.outcome() == Outcome.NOT_EXECUTED ? bound() : Repetition.NOWHERE;
        }
        BlockSource anew = source.again();
        if (anew == null) {
            return Repetition.NOWHERE;
        }
        if (failure.outcome() != Outcome.NOT_EXECUTED) {
            if (!last.askedForRows || !deduplicated) {
                return Repetition.NOWHERE;
            }
            mayHaveLeft = true;
            boundTo = request.replicated() ? null : server;
        }
        source = anew;
        return bound();
    }

    private Repetition bound() {
        return boundTo == null ? Repetition.ANYWHERE : Repetition.SAME_SERVER;
    }

    /** Where a table is replicated, Keeper knows the tokens, and learns of rows and token at once. */
    @Override
    public boolean reliesOnItsServer() {
        return boundTo != null;
    }

    @Override
    public void giveUp() {
        source.cancel();
    }

    /**
     * The source as one attempt sees it. Until rows may have been asked for, its cancelling is the end of that attempt only,
     * which may be followed by another; the statement cancels the source itself when there is none.
     */
    private static final class Attempt implements BlockSource {
        private final BlockSource rows;
        // Written on the connection's event loop, read by who decides on the next attempt.
        private volatile boolean accepted;
        private volatile boolean askedForRows;

        Attempt(BlockSource rows) {
            this.rows = rows;
        }

        @Override
        public void accept(Block header) {
            accepted = true;
            rows.accept(header);
        }

        @Override
        public long mostRows() {
            return rows.mostRows();
        }

        @Override
        public CompletionStage<@Nullable BlockRange> next() {
            askedForRows = true;
            return rows.next();
        }

        @Override
        public @Nullable BlockRange nextReady(Predicate<BlockRange> fits) {
            return rows.nextReady(fits);
        }

        @Override
        public CompletionStage<@Nullable ByteBuffer> nextBytes() {
            askedForRows = true;
            return rows.nextBytes();
        }

        @Override
        public void cancel() {
            if (accepted) {
                rows.cancel();
            }
        }
    }
}
