package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.Outcome;
import io.peristyle.pool.Lease;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A statement on its way through the pool: waits for a connection, runs on it, gives it back, and only then says how it went.
 * A connection that turns out dead before any byte of the request left is replaced once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class PooledExchange implements Exchange {
    private static final int MAXIMUM_ATTEMPTS = 2;

    private final PooledExecutor executor;
    private final Statement statement;
    private final ResultSink sink;
    private final Deadline deadline;
    private final Relay relay = new Relay();
    private volatile @Nullable CompletableFuture<Lease<Connection>> acquiring;
    private final AtomicInteger attempts = new AtomicInteger();

    PooledExchange(PooledExecutor executor, Statement statement, ResultSink sink, Deadline deadline) {
        this.executor = executor;
        this.statement = statement;
        this.sink = sink;
        this.deadline = deadline;
    }

    PooledExchange start() {
        CompletableFuture<Lease<Connection>> lease = executor.acquire(deadline);
        acquiring = lease;
        if (relay.isCancelled()) {
            lease.cancel(false);
        }
        lease.whenComplete(this::acquired);
        return this;
    }

    @Override
    public void request(long blocks) {
        relay.request(blocks);
    }

    @Override
    public void cancel() {
        relay.cancel();
        CompletableFuture<Lease<Connection>> lease = acquiring;
        if (lease != null) {
            lease.cancel(false);
        }
    }

    private void acquired(@Nullable Lease<Connection> lease, @Nullable Throwable failure) {
        if (lease == null) {
            statement.giveUp();
            if (!relay.isCancelled()) {
                sink.onFailure(Failures.ofAcquiring(failure, deadline));
            }
            sink.onReleased();
        } else if (relay.isCancelled()) {
            lease.release();
            statement.giveUp();
            sink.onReleased();
        } else {
            int attempt = attempts.incrementAndGet();
            executor.runsOn(lease.resource().server());
            relay.attach(statement.start(lease.resource(), new Attempt(lease), deadline), attempt);
        }
    }

    private boolean isWorthAnother(@Nullable ClickHouseException failure) {
        return failure instanceof ConnectionException
                && !failure.requestSent()
                && failure.outcome() == Outcome.NOT_EXECUTED
                && attempts.get() < MAXIMUM_ATTEMPTS
                && !relay.isCancelled()
                && !deadline.hasPassed();
    }

    /** The answer on one connection, whose end is kept until the connection is given back. */
    private final class Attempt implements ResultSink {
        private final Lease<Connection> lease;
        // Touched by the connection's event loop only.
        private @Nullable Summary summary;
        private @Nullable ClickHouseException failure;

        Attempt(Lease<Connection> lease) {
            this.lease = lease;
        }

        @Override
        public void onHeader(Block header) {
            sink.onHeader(header);
        }

        @Override
        public void onBlock(Block block) {
            sink.onBlock(block);
        }

        @Override
        public void onTotals(Block totals) {
            sink.onTotals(totals);
        }

        @Override
        public void onExtremes(Block extremes) {
            sink.onExtremes(extremes);
        }

        @Override
        public boolean wantsProgress() {
            return sink.wantsProgress();
        }

        @Override
        public void onProgress(Progress progress) {
            sink.onProgress(progress);
        }

        @Override
        public boolean wantsLog() {
            return sink.wantsLog();
        }

        @Override
        public boolean wantsProfileEvents() {
            return sink.wantsProfileEvents();
        }

        @Override
        public void onLog(Block log) {
            sink.onLog(log);
        }

        @Override
        public void onProfileEvents(Block events) {
            sink.onProfileEvents(events);
        }

        @Override
        public void onEnd(Summary end) {
            summary = end;
        }

        @Override
        public void onFailure(ClickHouseException cause) {
            failure = cause;
        }

        @Override
        public void onReleased() {
            lease.release();
            if (isWorthAnother(failure)) {
                executor.suspectIdle();
                start();
                return;
            }
            if (summary != null) {
                sink.onEnd(summary.withAttempts(attempts.get()));
            } else {
                statement.giveUp();
                if (failure != null) {
                    sink.onFailure(failure);
                }
            }
            sink.onReleased();
        }
    }
}
