package io.peristyle.cluster;

import io.peristyle.pool.Lease;
import io.peristyle.pool.Pool;
import io.peristyle.pool.PoolEnvironment;
import io.peristyle.pool.Preference;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

/** Runs each statement on a connection lent from the pool for just that long; on another one if it fails and may be repeated. */
public final class PooledExecutor implements StatementExecutor {
    /** Retries that even a small client may make at once. */
    private static final int SMALLEST_RESERVE = 10;

    private final Pool<Connection> pool;
    private final ExecutorSettings settings;
    private final RetryPolicy retries;
    private final Pauses pauses;
    private volatile ZoneId timeZone = ZoneOffset.UTC;

    public PooledExecutor(Pool<Connection> pool, ExecutorSettings settings) {
        this.pool = pool;
        this.settings = settings;
        PoolEnvironment environment = settings.environment();
        int reserve = Math.max(SMALLEST_RESERVE, 2 * settings.poolSize());
        this.retries = new RetryPolicy(
                settings.retry(), new RetryBudget(settings.retry().budgetPercent(), reserve), environment.seed());
        this.pauses = new Pauses(environment.timers());
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink sink, Deadline deadline) {
        return new PooledExchange(this, new QueryStatement(request), sink, deadline).start();
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        return new PooledExchange(this, new InsertStatement(request, source), sink, deadline).start();
    }

    @Override
    public ZoneId timeZone() {
        return timeZone;
    }

    /** Waits for a connection as long as both the pool's limit and the operation's allow. */
    public CompletableFuture<Lease<Connection>> acquire(Deadline deadline) {
        return acquire(deadline, Preference.ANY);
    }

    /** Ends the pauses before further attempts: there will be none, since the pool is being closed. */
    public void close() {
        pauses.close();
    }

    CompletableFuture<Lease<Connection>> acquire(Deadline deadline, Preference preference) {
        return pool.acquire(acquireLimit(deadline), preference);
    }

    /** By when a wait for a connection ends that begins now. */
    Deadline acquireLimit(Deadline deadline) {
        return deadline.within(settings.acquireTimeout(), settings.environment().clock());
    }

    ExecutorSettings settings() {
        return settings;
    }

    RetryPolicy retries() {
        return retries;
    }

    Pauses pauses() {
        return pauses;
    }

    /** A statement is about to run on a connection to {@code server}. */
    void runsOn(ServerInfo server) {
        timeZone = server.timeZone();
    }
}
