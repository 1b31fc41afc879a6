package io.peristyle.cluster;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.time.Timers.Timer;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A statement of a session: waits for those before it, and makes way for the next one. */
final class SessionExchange implements Exchange, ResultSink {
    private final SessionExecutor session;
    private final Statement statement;
    private final ResultSink sink;
    private final Deadline deadline;
    private @Nullable StatementEvents events;
    private final Relay relay = new Relay();
    private volatile @Nullable Timer timer;
    // Touched by the connection's event loop only.
    private @Nullable Summary summary;
    private @Nullable ClickHouseException failure;
    private boolean told;
    private boolean ran;

    SessionExchange(SessionExecutor session, Statement statement, ResultSink sink, Deadline deadline) {
        this.session = session;
        this.statement = statement;
        this.sink = sink;
        this.deadline = deadline;
    }

    void submitted() {
        events = StatementEvents.started(session.settings(), statement);
    }

    void await() {
        if (!deadline.isNone()) {
            timer = session.timers().schedule(this::expire, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void start(Connection connection) {
        stopWaiting();
        if (relay.isCancelled()) {
            onReleased();
        } else if (deadline.hasPassed()) {
            fail(Failures.operationTimeout("earlier statements of the session took too long", null));
        } else if (!connection.isUsable()) {
            fail(Failures.sessionLost(connection.endpoint()));
        } else {
            String queryId = statement.options().queryId();
            session.lease().heldBy(queryId);
            ran = true;
            relay.attach(statement.start(connection, queryId, this, deadline));
        }
    }

    void fail(ClickHouseException cause) {
        failure = cause;
        onReleased();
    }

    @Override
    public void request(long blocks) {
        relay.request(blocks);
    }

    @Override
    public void cancel() {
        relay.cancel();
        if (session.leave(this)) {
            stopWaiting();
            abandon();
            sink.onReleased();
        }
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
    public @Nullable ArrayPool arrays() {
        return sink.arrays();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        sink.onBytes(bytes);
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

    /** A session may have given up the right to change settings, and would end with a statement that tries. */
    @Override
    public boolean mayChangeSettings() {
        return false;
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

    /** A statement whose time is over is told so at once, though its connection may still be drained. */
    @Override
    public void onFailure(ClickHouseException cause) {
        failure = cause;
        if (cause instanceof OperationTimeoutException && !RetryPolicy.isSilence(cause)) {
            tell(cause);
        }
    }

    @Override
    public void onReleased() {
        Summary end = summary;
        ClickHouseException cause = failure;
        if (ran) {
            Verdict.tell(session.lease(), end, cause);
        }
        if (end != null) {
            StatementEvents.ended(events, end, null);
            sink.onEnd(end);
        } else if (cause != null && !relay.isCancelled()) {
            tell(cause);
        } else if (!told) {
            abandon();
        }
        sink.onReleased();
        session.ended(this);
    }

    private void tell(ClickHouseException cause) {
        if (!told) {
            told = true;
            statement.giveUp();
            StatementEvents.ended(events, null, cause);
            sink.onFailure(cause);
        }
    }

    private void abandon() {
        told = true;
        statement.giveUp();
        StatementEvents.ended(events, null, null);
    }

    private void expire() {
        if (session.leave(this)) {
            fail(Failures.operationTimeout("earlier statements of the session took too long", null));
        }
    }

    private void stopWaiting() {
        Timer waiting = timer;
        if (waiting != null) {
            waiting.cancel();
        }
    }
}
