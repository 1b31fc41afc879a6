package io.peristyle.client;

import io.peristyle.cluster.Place;
import io.peristyle.cluster.Relay;
import io.peristyle.column.Block;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.DataException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import io.peristyle.query.TableColumn;
import io.peristyle.time.Deadline;
import io.peristyle.time.Timers.Timer;
import io.peristyle.transport.ResultSink;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One insert under way: learns the columns, converts, sends. What was known of the table may be out of date: where it turns
 * out so before any row was asked for, it is learned anew, once.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class InsertRun {
    /** Server errors that an outdated view of the table leads to: unknown or missing columns, unknown table. */
    private static final Set<Integer> OUTDATED = Set.of(8, 10, 16, 44, 47, 53, 60);

    private final Engine origin;
    private final InsertDraft draft;
    private final Deadline deadline;
    private final CompletableFuture<Summary> future = new CompletableFuture<>();
    private final Relay exchange = new Relay();
    private @Nullable InsertRows rows;
    private volatile @Nullable CompletableFuture<List<TableColumn>> learning;
    private volatile boolean ended;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Place place;
    /** Whether a server has accepted the columns; from then on nothing is out of date. */
    private volatile boolean accepted;
    /** Why the table was learned anew; null if it was not. On the callback executor, one task after the other. */
    private @Nullable ClickHouseException outdatedBy;
    // Both are written before the insert is started.
    private Engine engine;
    private List<TableColumn> columns = List.of();

    InsertRun(Engine origin, InsertDraft draft) {
        this.origin = origin;
        this.engine = origin;
        this.draft = draft;
        this.deadline = draft.options.deadline(engine.options(), engine.clock());
    }

    /** An insert without rows: done without asking anybody. */
    static Summary empty(Engine engine) {
        return new Summary("", engine.options().endpoints().get(0), List.of(), 0, 0, -1, Progress.NONE);
    }

    CompletableFuture<Summary> future() {
        return future;
    }

    /** Says what the rows are; before all else. */
    InsertRun of(InsertRows given) {
        rows = given;
        future.whenComplete((summary, failure) -> cancelUnlessEnded(given));
        return this;
    }

    /** Takes its place, and begins on the callback executor. */
    CompletableFuture<Summary> start() {
        if (enter()) {
            engine.callbacks().execute(this::begin);
        }
        return future;
    }

    /** Takes its place, for {@link #begin} to be called when the first rows have come; fails if that takes too long. */
    void await() {
        if (enter() && !deadline.isNone()) {
            Timer limit = origin.timers()
                    .schedule(
                            () -> failUnlessBegun(InsertFailures.noRowsInTime()),
                            deadline.remainingNanos(),
                            TimeUnit.NANOSECONDS);
            future.whenComplete((summary, failure) -> limit.cancel());
        }
    }

    /**
     * Takes its place among the statements of its session, and among what the client's closing waits for. False if it was
     * refused, and so has failed.
     */
    private boolean enter() {
        try {
            if (!origin.inserts().add(this)) {
                throw Admission.refusal();
            }
            Place taken = origin.statements().place();
            place = taken;
            engine = origin.with(taken.statements());
        } catch (ClientClosedException refusal) {
            begun.set(true);
            origin.callbacks().execute(() -> fail(refusal));
            return false;
        }
        if (ended) {
            leave();
        }
        return true;
    }

    /** Begins on the calling thread, which is one of the callback executor. */
    void begin() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        try {
            InsertRows given = java.util.Objects.requireNonNull(rows);
            List<TableColumn> own = given.ownColumns();
            // A server tells an insert names and types of its columns, so that all but a changed order would be
            // noticed.
            boolean byOrder = given.isByPosition() && draft.columns.isEmpty();
            List<TableColumn> known =
                    own != null || byOrder ? own : engine.tables().known(draft.table);
            if (known != null) {
                prepare(known, own == null);
            } else {
                learn();
            }
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    /** The client's time is over. */
    void abandon() {
        failUnlessBegun(InsertFailures.closedBefore());
    }

    void complete(Summary summary) {
        ended = true;
        leave();
        future.complete(summary);
    }

    void fail(Throwable failure) {
        ended = true;
        leave();
        future.completeExceptionally(failure);
        java.util.Objects.requireNonNull(rows).abandon();
    }

    /** What the user's publisher failed with; null if it did not. */
    @Nullable
    Throwable ownFailure() {
        return rows == null ? null : rows.ownFailure();
    }

    /** Once the insert has begun, its statements tell how it ends. */
    private void failUnlessBegun(ClickHouseException failure) {
        if (begun.compareAndSet(false, true)) {
            origin.callbacks().execute(() -> fail(failure));
        }
    }

    private void learn() {
        CompletableFuture<List<TableColumn>> columns =
                engine.tables().describe(engine, draft.table, draft.options, deadline);
        learning = columns;
        columns.whenComplete((list, failure) -> {
            if (failure != null) {
                fail(failure);
            } else {
                prepare(list, false);
            }
        });
    }

    private void prepare(List<TableColumn> table, boolean remembered) {
        InsertRows given = java.util.Objects.requireNonNull(rows);
        if (future.isDone()) {
            return;
        }
        try {
            List<TableColumn> own = given.ownColumns();
            columns = own != null ? chosen(own) : given.columns(offered(table), !draft.columns.isEmpty());
            InsertRequest request = draft.request(columns, engine.options());
            ZoneId chosen = request.options().timeZone();
            BlockSource source = chosen == null ? convert(engine.statements().timeZone()) : converted(chosen, null);
            exchange.attach(engine.statements().insert(request, source, new Answer(remembered), deadline));
        } catch (DataException unfit) {
            if (remembered) {
                learnAnew();
            } else {
                fail(unfit);
            }
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    /** The rows for servers of {@code zone}; on the callback executor. */
    ConvertedRows convert(ZoneId zone) {
        return converted(zone, ZoneDependence.of(columns) ? zone : null);
    }

    private ConvertedRows converted(ZoneId zone, @Nullable ZoneId ofServer) {
        InsertOptions limits = engine.options().statements().insert();
        RowSource source = java.util.Objects.requireNonNull(rows).source(columns, engine.columns(zone), limits);
        return new ConvertedRows(this, ofServer, source);
    }

    /** A server expects the columns that the rows have. */
    void onAccepted() {
        accepted = true;
    }

    Executor callbacks() {
        return engine.callbacks();
    }

    private void learnAnew() {
        engine.tables().forget(draft.table);
        learn();
    }

    private List<TableColumn> chosen(List<TableColumn> own) {
        List<String> names = own.stream().map(TableColumn::name).toList();
        if (!draft.columns.isEmpty() && !draft.columns.equals(names)) {
            throw new DataException(
                    "the block has the columns " + names + ", the insert is one into the columns " + draft.columns);
        }
        return own;
    }

    private List<TableColumn> offered(List<TableColumn> table) {
        if (draft.columns.isEmpty()) {
            return table.stream().filter(TableColumn::isInsertable).toList();
        }
        List<TableColumn> chosen = new ArrayList<>();
        for (String name : draft.columns) {
            chosen.add(table.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new DataException(
                            "the table " + draft.table.quoted() + " has no column " + name + "; it has "
                                    + table.stream().map(TableColumn::name).toList())));
        }
        return chosen;
    }

    private Summary whole(Summary last) {
        ClickHouseException earlier = outdatedBy;
        return earlier == null ? last : last.withEndpoints(both(earlier.endpoints(), last.endpoints()));
    }

    /** The failure, with the attempts before the table was learned anew. */
    private ClickHouseException whole(ClickHouseException last) {
        ClickHouseException earlier = outdatedBy;
        if (earlier == null) {
            return last;
        }
        FailureContext whole = new FailureContext(
                last.outcome(),
                both(earlier.endpoints(), last.endpoints()),
                last.queryId(),
                earlier.attempts() + last.attempts(),
                earlier.requestSent() || last.requestSent(),
                last.context().repeatable());
        ClickHouseException told = last.withContext(whole, "");
        told.addSuppressed(earlier);
        return told;
    }

    private static List<Endpoint> both(List<Endpoint> earlier, List<Endpoint> later) {
        List<Endpoint> all = new ArrayList<>(earlier);
        all.addAll(later);
        return all;
    }

    private void cancelUnlessEnded(InsertRows given) {
        if (!ended) {
            exchange.cancel();
            CompletableFuture<List<TableColumn>> columns = learning;
            if (columns != null) {
                columns.cancel(false);
            }
            given.abandon();
            leave();
        }
    }

    /** Before the future completes: what depends on that may wait for later statements of the session. */
    private void leave() {
        Place taken = place;
        if (taken != null) {
            taken.end().run();
        }
        origin.inserts().remove(this);
    }

    /** The server's answer, taken to the callback executor. */
    private final class Answer implements ResultSink {
        private final boolean remembered;

        /** Whether anything was said of the end. */
        private boolean heard;

        Answer(boolean remembered) {
            this.remembered = remembered;
        }

        @Override
        public void onBlock(Block block) {}

        @Override
        public void onEnd(Summary summary) {
            heard = true;
            engine.callbacks().execute(() -> complete(whole(summary)));
        }

        @Override
        public void onFailure(ClickHouseException failure) {
            heard = true;
            engine.callbacks().execute(() -> failed(failure));
        }

        /** An exchange that was cancelled says nothing; if that was not asked for, whoever waits is told all the same. */
        @Override
        public void onReleased() {
            if (!heard) {
                engine.callbacks().execute(() -> failed(InsertFailures.unheardOf()));
            }
        }

        private void failed(ClickHouseException failure) {
            boolean outdated = failure instanceof DataException
                    || (failure instanceof ServerException error && OUTDATED.contains(error.code()));
            Throwable own = java.util.Objects.requireNonNull(rows).ownFailure();
            if (outdated) {
                engine.tables().forget(draft.table);
            }
            if (own != null) {
                InsertFailures.suppress(own, failure);
                fail(own);
            } else if (outdated && remembered && failure.outcome() == Outcome.NOT_EXECUTED && !accepted) {
                outdatedBy = failure;
                learn();
            } else {
                fail(whole(failure));
            }
        }
    }
}
