package io.peristyle.cluster;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.pool.Lease;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import io.peristyle.transport.Connection;
import io.peristyle.transport.ResultSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one attempt. What it brings is passed on, the names and types only with the first rows, so that until then
 * another attempt may take its place; its end is kept until the connection was given back.
 */
final class PooledAttempt implements ResultSink {
    private final PooledExchange exchange;
    private final Lease<Connection> lease;
    private final ResultSink sink;

    /** Null: there is nothing to be left out. */
    private final @Nullable DuplicateWatch duplicates;

    // Touched by the connection's event loop only.
    private @Nullable Block header;
    private @Nullable Summary summary;
    private @Nullable ClickHouseException failure;
    private boolean handedOut;

    PooledAttempt(
            PooledExchange exchange, Lease<Connection> lease, ResultSink sink, @Nullable DuplicateWatch duplicates) {
        this.exchange = exchange;
        this.lease = lease;
        this.sink = sink;
        this.duplicates = duplicates;
    }

    /** Whether anything of the result was passed on. */
    boolean handedOut() {
        return handedOut;
    }

    @Override
    public void onHeader(Block names) {
        header = names;
    }

    @Override
    public void onBlock(Block block) {
        handOutHeader();
        sink.onBlock(block);
    }

    @Override
    public @Nullable ArrayPool arrays() {
        return sink.arrays();
    }

    @Override
    public void onBytes(ByteBuffer bytes) {
        handOutHeader();
        sink.onBytes(bytes);
    }

    @Override
    public void onTotals(Block totals) {
        handOutHeader();
        sink.onTotals(totals);
    }

    @Override
    public void onExtremes(Block extremes) {
        handOutHeader();
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
        return duplicates != null || sink.wantsProfileEvents();
    }

    @Override
    public void onLog(Block log) {
        sink.onLog(log);
    }

    @Override
    public void onProfileEvents(Block events) {
        if (duplicates != null) {
            duplicates.see(events);
        }
        if (sink.wantsProfileEvents()) {
            sink.onProfileEvents(events);
        }
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
            exchange.timeOver(cause);
        }
    }

    @Override
    public void onReleased() {
        Verdict.tell(lease, summary, failure);
        if (summary == null) {
            lease.release();
            exchange.failed(this, failure);
        } else if (duplicates != null && duplicates.mayHaveLeftOut()) {
            exchange.verify(lease, summary);
        } else {
            lease.release();
            handOutHeader();
            exchange.done(summary);
        }
    }

    private void handOutHeader() {
        handedOut = true;
        if (header != null) {
            Block names = header;
            header = null;
            sink.onHeader(names);
        }
    }
}
