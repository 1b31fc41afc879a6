package io.peristyle.cluster;

import io.peristyle.pool.Lease;
import io.peristyle.pool.Pool;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

/** Runs each statement on a connection lent from the pool for just that long. */
public final class PooledExecutor implements StatementExecutor {
    private final Pool<Connection> pool;
    private final Duration acquireTimeout;
    private final Clock clock;
    private volatile ZoneId timeZone = ZoneOffset.UTC;

    public PooledExecutor(Pool<Connection> pool, Duration acquireTimeout, Clock clock) {
        this.pool = pool;
        this.acquireTimeout = acquireTimeout;
        this.clock = clock;
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink sink, Deadline deadline) {
        return new PooledExchange(this, new Statement.Query(request), sink, deadline).start();
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        return new PooledExchange(this, new Statement.Insert(request, source), sink, deadline).start();
    }

    @Override
    public ZoneId timeZone() {
        return timeZone;
    }

    /** A statement is about to run on a connection to {@code server}. */
    void runsOn(ServerInfo server) {
        timeZone = server.timeZone();
    }

    /** Waits for a connection as long as both the pool's limit and the operation's allow. */
    public CompletableFuture<Lease<Connection>> acquire(Deadline deadline) {
        return pool.acquire(Deadline.after(Duration.ofNanos(deadline.remainingNanos(acquireTimeout)), clock));
    }

    /** One idle connection turned out dead, so that the others may be, too. */
    void suspectIdle() {
        pool.suspectIdle();
    }
}
