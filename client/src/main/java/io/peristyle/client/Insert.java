package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import io.peristyle.query.Summary;
import io.peristyle.query.TraceContext;
import io.peristyle.record.RowWriting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An insert to be run: into which table and columns, and what travels with it. Immutable: each method returns another
 * insert, which may be run any number of times.
 *
 * <p>The table's columns are asked for once and remembered. Columns without values are left to the table's DEFAULT; those
 * that the table computes take values only if {@link #columns(String...)} names them. Rows become blocks of the size that
 * the client's options say; one call is one INSERT, whatever its size.
 *
 * <p>Rows that are all there are converted and checked before anything is sent: a value that does not fit fails with {@link
 * DataException}, naming row and column, and nothing is inserted. Rows of a publisher are converted on the way: there the
 * failure says {@link io.peristyle.error.Outcome#POSSIBLY_PARTIAL} if an earlier block had been sent.
 *
 * <p>Mapping runs on the client's callback executor, arrays of many rows and lists of many records on two of its threads
 * if it has them, and futures complete there. Cancelling a future closes the connection unless all has ended; what the server then
 * keeps of the rows is not known.
 */
public final class Insert {
    private final Engine engine;
    private final InsertDraft draft;

    Insert(Engine engine, InsertDraft draft) {
        this.engine = engine;
        this.draft = draft;
    }

    /** The columns to give values for, all of them and in this order; by default those that the rows have values for. */
    public Insert columns(String... names) {
        List<String> list = List.of(names);
        return with(copy -> copy.columns = list);
    }

    /** Sends a server setting along, such as {@code async_insert}; goes before the client's own. */
    public Insert setting(String name, Object value) {
        return with(copy -> copy.options.set(name, value));
    }

    /**
     * Names the rows, so that the server takes them once however often they come: for tables that deduplicate, which are
     * replicated ones and MergeTree tables with {@code non_replicated_deduplication_window}. On other tables the token does
     * nothing, and must not be given: an insert with a token whose end is unknown is sent again, as the retry options say, if
     * its rows are all there (not of a publisher); with the same blocks, and to the same server unless {@code
     * replicated_tables} names the table. Rows that differ from those that the server has seen under the token are dropped by
     * it in silence: give each batch a token of its own. Rows that come again in other blocks may be stored again: leave the
     * option {@code insert_block_size} as it is. Blocks of such an insert are not joined.
     *
     * <p>A server that is killed while it writes to a table that is not replicated may keep the token and not the rows. If it
     * was started anew before the rows came again, and left them out, the insert therefore fails with an unknown outcome.
     *
     * <p>Sets {@code insert_deduplication_token}, and {@code async_insert} to 0 unless that is set too: servers ignore tokens
     * of inserts that they collect.
     */
    public Insert deduplicationToken(String token) {
        Objects.requireNonNull(token, "token");
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the deduplication token is empty");
        }
        return with(copy -> copy.options.set(SynchronousTokens.TOKEN, token));
    }

    /** The identifier under which the server runs the statement; random by default. */
    public Insert queryId(String id) {
        Objects.requireNonNull(id, "id");
        return with(copy -> copy.options.queryId = id);
    }

    /**
     * The roles to activate; the user's default ones if this is not called. Over HTTP only: natively the statement fails with a
     * {@link io.peristyle.error.ConfigurationException}, and {@code SET ROLE} in a session does it.
     */
    public Insert roles(String... roles) {
        List<String> list = List.of(roles);
        return with(copy -> copy.options.roles = list);
    }

    /** The trace that the server's own spans are attached to. */
    public Insert trace(TraceContext context) {
        Objects.requireNonNull(context, "context");
        return with(copy -> copy.options.trace = context);
    }

    /**
     * Limits the operation as a whole, the wait for a publisher included; the client's {@code query_timeout} by default.
     *
     * @param limit zero: none, not even the client's
     * @throws IllegalArgumentException if {@code limit} is negative
     */
    public Insert timeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return with(copy -> copy.options.timeout(limit));
    }

    /** Whether blocks are compressed, by the client's method; as the client's options say by default. */
    public Insert compressed(boolean compressed) {
        return with(copy -> copy.options.compressed = compressed);
    }

    /**
     * Inserts records, beans, maps or {@link Row}s, all of the class of the first one. Components go to the columns of their
     * names, {@code snake_case} and {@code camelCase} being the same. An empty collection inserts nothing. Each object is one of
     * its own: the next one may be asked for before its values are taken. The collection must not change before the
     * insert has ended. Records (not beans), more than {@code insert_block_size} of them, may be read by two threads if they are in
     * an {@code ArrayList}, or in a list of {@code List.of}, {@code Stream.toList} or {@code Arrays.asList}.
     */
    public <T> CompletableFuture<Summary> records(Collection<? extends T> objects) {
        if (objects.isEmpty()) {
            return nothing();
        }
        Class<?> type =
                Objects.requireNonNull(objects.iterator().next(), "element").getClass();
        return failingAsStage(() -> listed(engine.mappings().writing(type), objects));
    }

    /**
     * Inserts lists of values, in the order of {@link #columns(String...)}, or else of the table, which is asked for its columns
     * each time then.
     */
    public CompletableFuture<Summary> rows(Collection<? extends List<? extends @Nullable Object>> rows) {
        return rows.isEmpty() ? nothing() : listed(engine.mappings().writing(List.class), rows);
    }

    /**
     * Inserts maps from names of columns to values; all have to name the same columns. With {@link #columns(String...)} what
     * the first map has beyond them is left out; a key that only a later map has fails the insert.
     */
    public CompletableFuture<Summary> maps(Collection<? extends Map<String, ? extends @Nullable Object>> maps) {
        return maps.isEmpty() ? nothing() : listed(engine.mappings().writing(Map.class), maps);
    }

    /**
     * Inserts whole columns: for each name an array, such as {@code long[]}, or a collection, all of one length. Arrays that
     * are as the column's type stores them are sent from where they are, and must not be changed meanwhile: {@code long[]} for
     * {@code Int64} and {@code UInt64}, {@code int[]} for {@code Int32}, {@code UInt32} and, as seconds since 1970, {@code
     * DateTime}, {@code double[]} for {@code Float64}, and so on for the narrower ones.
     */
    public CompletableFuture<Summary> columns(Map<String, ?> columns) {
        return failingAsStage(() -> {
            ColumnarRows rows = new ColumnarRows(columns, engine.callbacks());
            return rows.rows() == 0
                    ? nothing()
                    : new InsertRun(engine, draft).of(rows).start();
        });
    }

    /**
     * Inserts a block as it is: its columns' names and types must be the table's, and the names those of {@link
     * #columns(String...)} if that was called.
     */
    public CompletableFuture<Summary> block(Block block) {
        return block.rows() == 0
                ? nothing()
                : new InsertRun(engine, draft).of(new BlockRows(block)).start();
    }

    /**
     * Inserts what a publisher delivers: objects as in {@link #records}, or lists of values as in {@link #rows}. It is asked
     * for no more than fits into the next block. A publisher that fails fails the insert with its own exception, and one that
     * gives more than it was asked for with an {@link IllegalStateException}.
     */
    public <T> CompletableFuture<Summary> from(Flow.Publisher<? extends T> publisher, Class<T> type) {
        return failingAsStage(() -> published(publisher, engine.mappings().writing(type)));
    }

    /** Inserts the lists of values that a publisher delivers, as {@link #from(Flow.Publisher, Class)}. */
    public CompletableFuture<Summary> from(Flow.Publisher<? extends List<? extends @Nullable Object>> publisher) {
        return published(publisher, engine.mappings().writing(List.class));
    }

    /** Inserts the blocks that a publisher delivers, as {@link #block}; all with the columns of the first one. */
    public CompletableFuture<Summary> fromBlocks(Flow.Publisher<Block> publisher) {
        return published(publisher, null);
    }

    /** The same, but in the background: nobody need wait for it. */
    public BackgroundInsert inBackground() {
        return new BackgroundInsert(engine, draft);
    }

    /**
     * Inserts bytes in a format of the server's, such as {@code Parquet}; over HTTP only. Columns that are not named are those
     * of the table.
     *
     * @throws IllegalArgumentException if it cannot be the name of a format
     */
    public RawInsert format(String name) {
        return new RawInsert(engine, draft.copy(), RawFormats.named(name));
    }

    @SuppressWarnings(
            "unchecked") // The elements are of the writing's class, or fail with a ClassCastException of their row.
    private CompletableFuture<Summary> listed(RowWriting<?> writing, Collection<?> objects) {
        ListedRows<Object> rows = new ListedRows<>((RowWriting<Object>) writing, objects, engine.callbacks());
        return new InsertRun(engine, draft).of(rows).start();
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Summary> published(Flow.Publisher<?> publisher, @Nullable RowWriting<?> writing) {
        Objects.requireNonNull(publisher, "publisher");
        InsertRun run = new InsertRun(engine, draft);
        PublishedRows<Object> rows = new PublishedRows<>(
                engine.callbacks(), (@Nullable RowWriting<Object>) writing, run::begin, () -> endWithout(run));
        run.of(rows).await();
        try {
            ((Flow.Publisher<Object>) publisher).subscribe(rows);
        } catch (Throwable thrown) {
            run.fail(thrown);
            throw thrown;
        }
        return run.future();
    }

    private void endWithout(InsertRun run) {
        Throwable failure = run.ownFailure();
        if (failure != null) {
            run.fail(failure);
        } else {
            run.complete(InsertRun.empty(engine));
        }
    }

    private CompletableFuture<Summary> nothing() {
        return CompletableFuture.completedFuture(InsertRun.empty(engine));
    }

    private static CompletableFuture<Summary> failingAsStage(
            java.util.function.Supplier<CompletableFuture<Summary>> start) {
        try {
            return start.get();
        } catch (ClickHouseException unfit) {
            return CompletableFuture.failedFuture(unfit);
        }
    }

    private Insert with(Consumer<InsertDraft> change) {
        InsertDraft copy = draft.copy();
        change.accept(copy);
        return new Insert(engine, copy);
    }
}
