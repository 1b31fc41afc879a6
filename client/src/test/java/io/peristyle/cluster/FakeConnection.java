package io.peristyle.cluster;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.Progress;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.ServerInfo;
import io.peristyle.query.StatementKind;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import io.peristyle.type.ClickHouseType;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A connection whose answers the test gives by hand. For one thread. */
final class FakeConnection implements Connection, Exchange {
    static final Endpoint ENDPOINT = new Endpoint("fake", 9000);

    Endpoint endpoint;
    String displayName = "fake";
    final List<String> queryIds = new ArrayList<>();
    final List<String> statements = new ArrayList<>();
    final List<BlockSource> sources = new ArrayList<>();
    final CompletableFuture<Duration> pinged = new CompletableFuture<>();
    long demand;
    boolean usable = true;
    boolean closed;
    boolean cancelled;
    ZoneId zone = ZoneOffset.UTC;

    /** For how long the server says that it has been running. */
    long uptimeSeconds = 1_000_000;

    /** What every statement fails with at once; null: the test answers. */
    @Nullable
    ClickHouseException refusal;

    /** Run when a statement was started, before its exchange is returned. */
    Runnable onStart = () -> {};

    private @Nullable ResultSink sink;

    FakeConnection() {
        this(ENDPOINT);
    }

    FakeConnection(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static QueryRequest request(String sql) {
        return new QueryRequest(sql, List.of(), options(), StatementKind.isRepeatable(sql));
    }

    static QueryOptions options() {
        return new QueryOptions("", List.of(), List.of(), null, false);
    }

    void end() {
        ResultSink answered = take();
        answered.onEnd(new Summary("", endpoint, List.of(endpoint), 0, 0, -1, Progress.NONE));
        answered.onReleased();
    }

    void fail(ClickHouseException failure) {
        usable = false;
        ResultSink answered = take();
        answered.onFailure(failure);
        answered.onReleased();
    }

    /** Fails as by the server's word, which leaves the connection usable. */
    void refuse(ClickHouseException failure) {
        ResultSink answered = take();
        answered.onFailure(failure);
        answered.onReleased();
    }

    /** The answer to the statement under way. */
    ResultSink answer() {
        return Objects.requireNonNull(sink, "no statement is under way");
    }

    private Column uptime() {
        ColumnBuilder column = new CodecRegistry(ZoneOffset.UTC).builder(ClickHouseType.parse("UInt64"), 1);
        column.append(uptimeSeconds);
        return column.build();
    }

    private ResultSink take() {
        ResultSink answered = Objects.requireNonNull(sink, "no statement is under way");
        sink = null;
        return answered;
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink answer, Deadline deadline) {
        if (request.sql().contains("uptime()")) {
            sink = answer;
            answer.onBlock(new Block(1, List.of("uptime"), List.of(uptime())));
            end();
            return this;
        }
        return start(request.sql(), request.options(), answer);
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink answer, Deadline deadline) {
        sources.add(source);
        return start(request.sql(), request.options(), answer);
    }

    private Exchange start(String sql, QueryOptions options, ResultSink answer) {
        if (sink != null) {
            throw new AssertionError("two statements at a time");
        }
        statements.add(sql);
        queryIds.add(options.queryId());
        sink = answer;
        if (refusal != null) {
            fail(refusal);
        }
        onStart.run();
        return this;
    }

    @Override
    public void request(long blocks) {
        demand += blocks;
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (sink != null) {
            take().onReleased();
        }
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public ServerInfo server() {
        return new ServerInfo("ClickHouse", displayName, "0", 54_488, 54_488, zone);
    }

    @Override
    public boolean isUsable() {
        return usable && !closed;
    }

    @Override
    public CompletableFuture<Duration> ping(Deadline deadline) {
        return pinged;
    }

    @Override
    public void onClose(Runnable action) {}

    @Override
    public CompletableFuture<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }
}
