package io.peristyle.cluster;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.observe.RetryEvent;
import io.peristyle.pool.Lease;
import io.peristyle.pool.Preference;
import io.peristyle.query.ServerInfo;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A statement on its way through the pool: waits for a connection, runs on it, gives it back, and only then says how it went.
 * An attempt that failed may be followed by another, if the {@link Statement} allows that and the {@link RetryPolicy} thinks
 * it worth while.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class PooledExchange implements Exchange {
    /** Between looks at a server that is to come back; the pool has pauses of its own, which are longer. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final String RESTARTED =
            "sent again, rows were taken for ones that the server has, but that was started"
                    + " anew since the first attempt: killed at the wrong moment, it remembers tokens of rows that were never stored."
                    + " See whether the rows are there before you insert them once more, with another token";

    private final PooledExecutor executor;
    private final Statement statement;
    private final ResultSink sink;
    private final Deadline deadline;
    private @Nullable StatementEvents events;
    private final Relay relay = new Relay();
    private volatile @Nullable CompletableFuture<Lease<Connection>> acquiring;
    private volatile Pauses.@Nullable Pause pause;

    // All below is handed from one step to the next, and never touched by two at a time.
    private final AttemptLog log = new AttemptLog();
    private Set<Endpoint> avoided = Set.of();
    private Preference preference = Preference.ANY;
    // By when the only server that will do has to be back; null as long as any will do.
    private @Nullable Deadline returnOfServer;
    private boolean told;

    PooledExchange(PooledExecutor executor, Statement statement, ResultSink sink, Deadline deadline) {
        this.executor = executor;
        this.statement = statement;
        this.sink = sink;
        this.deadline = deadline;
    }

    PooledExchange start() {
        executor.retries().onStatement();
        events = StatementEvents.started(executor.settings(), statement);
        acquire();
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
        endPauseIfCancelled();
    }

    private void acquire() {
        Deadline limit = returnOfServer == null ? deadline : returnOfServer;
        CompletableFuture<Lease<Connection>> lease = executor.acquire(limit, preference);
        acquiring = lease;
        if (relay.isCancelled()) {
            lease.cancel(false);
        }
        lease.whenComplete(this::acquired);
    }

    private void acquired(@Nullable Lease<Connection> lease, @Nullable Throwable failure) {
        if (lease == null) {
            ClickHouseException reason = Failures.ofAcquiring(failure, deadline);
            if (mayComeBack(reason)) {
                waitAndAcquire(LOOK_AGAIN_NANOS);
            } else {
                giveUp(reason);
            }
            return;
        }
        Connection connection = lease.resource();
        ServerInfo server = connection.server();
        Endpoint only = preference.only();
        executor.runsOn(server);
        lease.heldBy(statement.options().queryId());
        if (relay.isCancelled() || (only != null && !only.equals(connection.endpoint()))) {
            lease.release();
            giveUp(Failures.notElsewhere(connection.endpoint()));
        } else {
            CompletionStage<?> preparation = statement.prepare(server);
            if (preparation == null) {
                prepared(lease, null);
            } else {
                preparation.whenComplete((ready, refusal) -> prepared(lease, refusal));
            }
        }
    }

    private void prepared(Lease<Connection> lease, @Nullable Throwable refusal) {
        if (refusal != null || relay.isCancelled()) {
            lease.release();
            giveUp(Failures.ofPreparing(refusal));
            return;
        }
        Connection connection = lease.resource();
        String queryId = log.queryIdFor(statement.options().queryId());
        lease.heldBy(queryId);
        boolean verified = log.mayBeExecuted() && statement.reliesOnItsServer();
        int number = log.begin(connection.endpoint(), nowNanos());
        PooledAttempt attempt = new PooledAttempt(this, lease, sink, verified ? new DuplicateWatch() : null);
        relay.attach(statement.start(connection, queryId, attempt, deadline), number);
    }

    /** The statement's time is over; its connection is not given back yet. */
    void timeOver(ClickHouseException failure) {
        log.failed(failure);
        fail(log.whole(""));
    }

    /** The attempt has succeeded; its connection was given back. */
    void done(Summary last) {
        Summary whole = log.whole(last);
        StatementEvents.ended(events, whole, null);
        sink.onEnd(whole);
        sink.onReleased();
    }

    /**
     * The attempt has succeeded, but the server may have left out what it had from an earlier one: that is right unless the
     * server was started anew in between. A table that is not replicated writes the token down before the rows, and a server
     * that is killed between the two knows the token of rows that it has not.
     */
    void verify(Lease<Connection> lease, Summary last) {
        if (lease.resource().isUsable()) {
            askUptime(lease, last);
        } else {
            // Over another one somebody else may answer: behind a balancer a name stands for many servers.
            lease.release();
            verified(null, null, last);
        }
    }

    private void askUptime(Lease<Connection> lease, Summary last) {
        Uptime.ask(lease.resource(), deadline).whenComplete((seconds, failure) -> {
            lease.release();
            verified(seconds, failure, last);
        });
    }

    private void verified(@Nullable Long seconds, @Nullable Throwable failure, Summary last) {
        if (seconds != null && TimeUnit.SECONDS.toNanos(seconds) >= nowNanos() - log.begunNanos()) {
            done(last);
            return;
        }
        ClickHouseException doubtful = log.whole(RESTARTED);
        if (failure != null) {
            doubtful.addSuppressed(failure);
        }
        fail(doubtful);
        end();
    }

    private long nowNanos() {
        return executor.settings().environment().clock().nanoTime();
    }

    /** The attempt has failed, or was cancelled; its connection was given back. */
    void failed(PooledAttempt attempt, @Nullable ClickHouseException failure) {
        if (failure == null || told) {
            end();
            return;
        }
        log.failed(failure);
        RetryDecision decision = decide(attempt, failure);
        if (decision.again()) {
            tellOfRetry(failure, decision);
            waitAndAcquire(decision.pauseNanos());
        } else {
            fail(log.whole(decision.remark()));
            end();
        }
    }

    private void tellOfRetry(ClickHouseException failure, RetryDecision decision) {
        executor.settings()
                .observer()
                .onRetry(new RetryEvent(
                        statement.options().queryId(),
                        log.attempts(),
                        log.lastEndpoint(),
                        failure,
                        Duration.ofNanos(decision.pauseNanos())));
    }

    private RetryDecision decide(PooledAttempt attempt, ClickHouseException failure) {
        if (relay.isCancelled()) {
            return RetryDecision.END;
        }
        Repetition allowed = statement.repetition(failure, attempt.handedOut());
        if (allowed == Repetition.NOWHERE) {
            return RetryDecision.END;
        }
        Endpoint last = log.lastEndpoint();
        boolean onOneServer = allowed == Repetition.SAME_SERVER;
        RetryDecision decision = executor.retries().after(failure, onOneServer, log, deadline);
        if (decision.elsewhere()) {
            avoided = new HashSet<>(avoided);
            avoided.add(last);
        }
        preference = onOneServer ? Preference.only(last) : Preference.avoiding(avoided);
        returnOfServer = onOneServer ? executor.acquireLimit(deadline) : null;
        return decision;
    }

    /** Whether the only server that will do cannot be reached now, and there is time left for it to come back. */
    private boolean mayComeBack(ClickHouseException reason) {
        boolean unreachable = reason instanceof ConnectionException
                || (reason instanceof OperationTimeoutException timeout && timeout.phase() != Phase.OPERATION);
        return returnOfServer != null
                && unreachable
                && !relay.isCancelled()
                && returnOfServer.remainingNanos() > LOOK_AGAIN_NANOS;
    }

    private void waitAndAcquire(long nanos) {
        if (nanos == 0) {
            acquire();
            return;
        }
        pause = executor.pauses().begin(nanos, this::acquire);
        endPauseIfCancelled();
    }

    private void endPauseIfCancelled() {
        Pauses.Pause waiting = pause;
        if (waiting != null && relay.isCancelled() && waiting.cancel()) {
            end();
        }
    }

    /** There is no further attempt, for {@code reason}. */
    private void giveUp(ClickHouseException reason) {
        if (!relay.isCancelled()) {
            fail(log.wholeWithout(reason));
        }
        end();
    }

    private void fail(ClickHouseException failure) {
        told = true;
        statement.giveUp();
        StatementEvents.ended(events, null, failure);
        sink.onFailure(failure);
    }

    private void end() {
        if (!told) {
            told = true;
            statement.giveUp();
            StatementEvents.ended(events, null, null);
        }
        sink.onReleased();
    }
}
