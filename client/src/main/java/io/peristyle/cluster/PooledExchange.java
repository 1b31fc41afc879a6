package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
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
 * A connection that breaks is replaced once, if no byte of the request left; or if the statement may be repeated and
 * nothing of its answer was handed out.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class PooledExchange implements Exchange {
    private static final int MAXIMUM_ATTEMPTS = 2;
    /** The server has not noticed yet that the connection of the first attempt is gone. */
    private static final int QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING = 216;

    private final PooledExecutor executor;
    private final Statement statement;
    private final ResultSink sink;
    private final Deadline deadline;
    private final Relay relay = new Relay();
    private volatile @Nullable CompletableFuture<Lease<Connection>> acquiring;
    private final AtomicInteger attempts = new AtomicInteger();
    // What ended the attempt before; null in the first one.
    private volatile @Nullable ClickHouseException earlier;

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
                sink.onFailure(unlessSentEarlier(Failures.ofAcquiring(failure, deadline)));
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

    private boolean isWorthAnother(@Nullable ClickHouseException failure, boolean handedOut) {
        if (!(failure instanceof ConnectionException)) {
            return false;
        }
        boolean nothingSent = !failure.requestSent() && failure.outcome() == Outcome.NOT_EXECUTED;
        return (nothingSent || (statement.isRepeatable() && !handedOut))
                && attempts.get() < MAXIMUM_ATTEMPTS
                && !relay.isCancelled()
                && !deadline.hasPassed();
    }

    /** The second attempt's failure; the first one's if that sent the request and the second says nothing new of it. */
    private ClickHouseException unlessSentEarlier(ClickHouseException last) {
        ClickHouseException first = earlier;
        if (first == null || !first.requestSent()) {
            return last;
        }
        first.addSuppressed(last);
        return first;
    }

    private static boolean isStillRunning(ClickHouseException failure) {
        return failure instanceof ServerException error && error.code() == QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING;
    }

    /** The answer on one connection, whose end is kept until the connection is given back. */
    private final class Attempt implements ResultSink {
        private final Lease<Connection> lease;
        // Touched by the connection's event loop only.
        private @Nullable Summary summary;
        private @Nullable ClickHouseException failure;
        private boolean handedOut;

        Attempt(Lease<Connection> lease) {
            this.lease = lease;
        }

        @Override
        public void onHeader(Block header) {
            handedOut = true;
            sink.onHeader(header);
        }

        @Override
        public void onBlock(Block block) {
            handedOut = true;
            sink.onBlock(block);
        }

        @Override
        public void onTotals(Block totals) {
            handedOut = true;
            sink.onTotals(totals);
        }

        @Override
        public void onExtremes(Block extremes) {
            handedOut = true;
            sink.onExtremes(extremes);
        }

        @Override
        public boolean wantsProgress() {
            return sink.wantsProgress();
        }

        @Override
        public void onProgress(Progress progress) {
            handedOut = true;
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
            handedOut = true;
            sink.onLog(log);
        }

        @Override
        public void onProfileEvents(Block events) {
            handedOut = true;
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
            if (isWorthAnother(failure, handedOut)) {
                earlier = failure;
                executor.suspectIdle();
                start();
                return;
            }
            if (summary != null) {
                sink.onEnd(summary.withAttempts(attempts.get()));
            } else {
                statement.giveUp();
                if (failure != null) {
                    sink.onFailure(isStillRunning(failure) ? unlessSentEarlier(failure) : failure);
                }
            }
            sink.onReleased();
        }
    }
}
