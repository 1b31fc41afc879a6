package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.query.Cursor;
import io.peristyle.query.Progress;
import io.peristyle.query.Row;
import io.peristyle.query.Summary;
import io.peristyle.query.TraceContext;
import io.peristyle.record.RowMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement to be run: what it says, what travels with it, who is told of what comes beside the rows. Immutable: each
 * method returns another query, which may be run any number of times.
 *
 * <p>Nothing is sent before a terminal operation is called ({@link #list}, {@link #first}, {@link #value}, {@link #rows},
 * {@link #cursor}, {@link #publisher}, {@link #blocks}, {@link #forEachBlock}, {@link
 * #forEachLentBlock}, {@link #execute}). Those return at once. Their futures, the signals of their publishers, all consumers
 * given here, and the mapping to objects run on the client's callback executor, one call after another for one result. Cancelling a future that was returned, or a subscription,
 * cancels the query on the server; cancelling what was derived from the future does not. A consumer that throws cancels
 * the query, which fails with what was thrown.
 *
 * <p>Failures are {@link io.peristyle.error.ClickHouseException}s; {@link io.peristyle.error.DataException} where
 * parameters or rows do not fit.
 */
public final class Query {
    private final Engine engine;
    private final QueryDraft draft;

    Query(Engine engine, QueryDraft draft) {
        this.engine = engine;
        this.draft = draft;
    }

    /**
     * Gives the placeholder {@code {name:Type}} or {@code {name}} its value.
     *
     * @param value what an insert of the type takes, but for {@code JSON}, {@code Variant}, {@code Dynamic} and {@code QBit}, for
     *     which it is text; an {@code Array} for {@code IN {ids:Array(UInt64)}}. A text is read by the server, such as {@code
     *     "[1,2]"}. Null for NULL
     */
    public Query param(String name, @Nullable Object value) {
        Objects.requireNonNull(name, "name");
        return new Query(engine, draft.withParameter(name, value));
    }

    /** Gives several placeholders their values. */
    public Query params(Map<String, ? extends @Nullable Object> values) {
        return new Query(engine, draft.withMoreParameters(values));
    }

    /**
     * Sends a server setting along, such as {@code max_threads}; goes before the client's own. A server that does not know
     * it refuses the statement.
     */
    public Query setting(String name, Object value) {
        return withOptions(copy -> copy.set(name, value));
    }

    /** The identifier under which the server runs the statement; random by default. */
    public Query queryId(String id) {
        Objects.requireNonNull(id, "id");
        return withOptions(copy -> copy.queryId = id);
    }

    /**
     * Limits the operation as a whole, the wait for a connection included; the client's {@code query_timeout} by default.
     *
     * @param limit zero: none, not even the client's
     * @throws IllegalArgumentException if {@code limit} is negative
     */
    public Query timeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return withOptions(copy -> copy.timeout(limit));
    }

    /** Declares that the statement may be carried out twice without harm; known anyway of SELECT and its like. */
    public Query idempotent() {
        return new Query(engine, draft.withIdempotence());
    }

    /**
     * The roles to activate; the user's default ones if this is not called. Over HTTP only: natively the statement fails with a
     * {@link io.peristyle.error.ConfigurationException}, and {@code SET ROLE} in a session does it.
     */
    public Query roles(String... roles) {
        List<String> list = List.of(roles);
        return withOptions(copy -> copy.roles = list);
    }

    /** The trace that the server's own spans are attached to. */
    public Query trace(TraceContext context) {
        Objects.requireNonNull(context, "context");
        return withOptions(copy -> copy.trace = context);
    }

    /** Whether blocks are compressed, by the client's method; as the client's options say by default. */
    public Query compressed(boolean compressed) {
        return withOptions(copy -> copy.compressed = compressed);
    }

    /** Is told names and types before the first rows, as a block without rows; of an empty result, too. */
    public Query onHeader(Consumer<? super Block> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return withListeners(copy -> copy.header = consumer);
    }

    /** Is told the sum of all progress; when it is slower than the server, the latest only. */
    public Query onProgress(Consumer<? super Progress> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return withListeners(copy -> copy.progress = consumer);
    }

    /** Is told the row of {@code WITH TOTALS}. Over HTTP, which leaves it out, it is never called. */
    public Query onTotals(Consumer<? super Block> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return withListeners(copy -> copy.totals = consumer);
    }

    /** Is told the two rows of the setting {@code extremes}; over HTTP never, as {@link #onTotals}. */
    public Query onExtremes(Consumer<? super Block> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return withListeners(copy -> copy.extremes = consumer);
    }

    /**
     * Is told the server's log, as the setting {@code send_logs_level} asks for. Of a consumer that is slower than the server
     * the latest 256 blocks wait; the eldest are dropped for newer ones. HTTP has no log: there it is never called.
     */
    public Query onLog(Consumer<? super Block> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return withListeners(copy -> copy.log = consumer);
    }

    /**
     * Is told the server's counters; when it is slower than the server, the eldest are dropped as in {@link #onLog}. Never over
     * HTTP.
     */
    public Query onProfileEvents(Consumer<? super Block> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return withListeners(copy -> copy.profileEvents = consumer);
    }

    /**
     * All rows as objects: a record or bean whose components are named like the columns ({@code snake_case} and {@code
     * camelCase} being the same), {@code Map} (where no two columns may share a name), {@link Row}, or a class that the only
     * column's type converts to.
     */
    public <T> CompletableFuture<List<T>> list(Class<T> type) {
        return collect(new ListCollector<>(mapping(type)));
    }

    /**
     * The first row as an object, as in {@link #list}; empty if there is none, or if it is one value that is NULL: {@link Row}
     * tells the two apart. The rest is cancelled.
     */
    public <T> CompletableFuture<Optional<T>> first(Class<T> type) {
        return collect(new FirstCollector<>(mapping(type)));
    }

    /** The first column of the only row; null if it is NULL. Fails if there is no row, or more than one. */
    public <T> CompletableFuture<@Nullable T> value(Class<T> type) {
        Objects.requireNonNull(type, "type");
        return collect(new ValueCollector<>(type));
    }

    /** All rows. */
    public CompletableFuture<List<Row>> rows() {
        return list(Row.class);
    }

    /** The rows, some at a time. The statement is sent at the first pull. */
    public Cursor cursor() {
        return new RowCursor(publisher());
    }

    /**
     * The rows, as they are asked for. The statement is sent at the first request. One subscriber only: a second fails with
     * {@link IllegalStateException}.
     */
    public Flow.Publisher<Row> publisher() {
        return publisher(Row.class);
    }

    /**
     * {@link #publisher()}, with objects as in {@link #list}. Of a class that one value converts to, a row that is NULL fails the
     * subscription with a {@link io.peristyle.error.DataException}: publishers have no null.
     */
    public <T> Flow.Publisher<T> publisher(Class<T> type) {
        return ResultPublisher.of(engine, draft, mapping(type));
    }

    /** The blocks, each with at least one row, as they are asked for; else as {@link #publisher()}. */
    public Flow.Publisher<Block> blocks() {
        return ResultPublisher.of(engine, draft, RowMapping.BLOCKS);
    }

    /** Gives each block, with at least one row, to {@code consumer}; reads no more than a few blocks ahead of it. */
    public CompletableFuture<Summary> forEachBlock(Consumer<? super Block> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return collect(BlockCollector.giving(consumer));
    }

    /**
     * As {@link #forEachBlock}, but {@code consumer} has each block only until it returns: its arrays are then filled with the
     * rows of a later one. It must keep neither the block, its columns nor their arrays; what it makes of the values (numbers,
     * strings, objects) is its own. For results so large that making new arrays, and collecting the old ones, counts.
     */
    public CompletableFuture<Summary> forEachLentBlock(Consumer<? super Block> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return collect(BlockCollector.lending(consumer));
    }

    /** Runs the statement and drops its rows, if it has any. */
    public CompletableFuture<Summary> execute() {
        return collect(BlockCollector.lending(block -> {}));
    }

    /**
     * Runs the statement in the background, an INSERT … SELECT above all: returns at once, for others to go on. It takes its
     * turn after what was given to the client to be done so before, within the bounds of the options {@code
     * background_connections}, {@code background_inserts} and {@code background_insert_bytes}, and its limit in time begins
     * with its turn. {@link ClickHouse#close} lets it finish within its grace.
     *
     * @return need not be looked at: a failure is told to the observers as well, by {@link
     *     io.peristyle.observe.ClientObserver#onLostInsert}. Fails with an {@link io.peristyle.error.OverloadException} if the
     *     bounds are reached. Cancelling it gives the statement up
     */
    public CompletableFuture<Summary> executeInBackground() {
        return engine.runInBackground(new BackgroundTask(
                draft.text().sql(),
                -1,
                new MemoryUse(null).of(draft.text().sql()) + draft.parameterBytes(),
                background -> new Query(background, draft).execute()));
    }

    /**
     * Takes the result as bytes in a format of the server's, such as {@code Parquet}; over HTTP only. The statement names no
     * FORMAT itself then.
     *
     * @throws IllegalArgumentException if it cannot be the name of a format
     */
    public RawQuery format(String name) {
        return new RawQuery(engine, draft.withFormat(RawFormats.named(name)));
    }

    private <T> RowMapping<T> mapping(Class<T> type) {
        return engine.mappings().of(Objects.requireNonNull(type, "type"));
    }

    private <T extends @Nullable Object> CompletableFuture<T> collect(Collector<T> collector) {
        return ResultFuture.of(engine, draft, collector);
    }

    private Query withOptions(Consumer<StatementOptions> change) {
        return new Query(engine, draft.withOptions(change));
    }

    private Query withListeners(Consumer<ResultListeners> change) {
        return new Query(engine, draft.withListeners(change));
    }
}
