package io.peristyle.client;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.Progress;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import io.peristyle.type.ClickHouseType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A connection whose answers the test gives by hand, to see what is asked of a connection and when. */
final class ScriptedConnection implements Connection, Exchange {
    static final Endpoint ENDPOINT = new Endpoint("scripted", 9000);

    final AtomicLong demand = new AtomicLong();
    final AtomicLong statements = new AtomicLong();
    volatile boolean cancelled;
    volatile boolean usable = true;
    volatile @Nullable ResultSink sink;
    volatile @Nullable ClickHouseException failure;

    /** A block of one Int64 column with {@code rows} rows, from {@code first} on. */
    static Block block(long first, int rows) {
        ColumnBuilder builder = new CodecRegistry(ZoneOffset.UTC).builder(ClickHouseType.parse("Int64"), rows);
        for (int i = 0; i < rows; i++) {
            builder.appendLong(first + i);
        }
        return new Block(rows, List.of("n"), List.of(builder.build()));
    }

    void deliver(Block block) {
        demand.decrementAndGet();
        sink().onBlock(block);
    }

    void end() {
        sink().onEnd(new Summary("", ENDPOINT, List.of(ENDPOINT), 0, 0, -1, Progress.NONE));
        sink().onReleased();
    }

    ResultSink sink() {
        return java.util.Objects.requireNonNull(sink);
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink answer, Deadline deadline) {
        statements.incrementAndGet();
        ClickHouseException refusal = failure;
        if (refusal != null) {
            usable = false;
            answer.onFailure(refusal);
            answer.onReleased();
        } else {
            sink = answer;
        }
        return this;
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink answer, Deadline deadline) {
        sink = answer;
        return this;
    }

    @Override
    public void request(long blocks) {
        demand.addAndGet(blocks);
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            sink().onReleased();
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Override
    public ServerInfo server() {
        return new ServerInfo("ClickHouse", "scripted", "0", 54_488, 54_488, ZoneOffset.UTC);
    }

    @Override
    public boolean isUsable() {
        return usable;
    }

    @Override
    public CompletableFuture<Duration> ping(Deadline deadline) {
        return CompletableFuture.completedFuture(Duration.ZERO);
    }

    @Override
    public void onClose(Runnable action) {}

    @Override
    public CompletableFuture<Void> close() {
        usable = false;
        return CompletableFuture.completedFuture(null);
    }
}
