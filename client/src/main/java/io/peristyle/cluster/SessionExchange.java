package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.time.Timers.Timer;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A statement of a session: waits for those before it, and makes way for the next one. */
final class SessionExchange implements Exchange, ResultSink {
    private final SessionExecutor session;
    private final Statement statement;
    private final ResultSink sink;
    private final Deadline deadline;
    private final Relay relay = new Relay();
    private volatile @Nullable Timer timer;
    // Touched by the connection's event loop only.
    private @Nullable Summary summary;
    private @Nullable ClickHouseException failure;

    SessionExchange(SessionExecutor session, Statement statement, ResultSink sink, Deadline deadline) {
        this.session = session;
        this.statement = statement;
        this.sink = sink;
        this.deadline = deadline;
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
            relay.attach(statement.start(connection, this, deadline));
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
            statement.giveUp();
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
        if (summary != null) {
            sink.onEnd(summary);
        } else {
            statement.giveUp();
            if (failure != null && !relay.isCancelled()) {
                sink.onFailure(failure);
            }
        }
        sink.onReleased();
        session.ended(this);
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
