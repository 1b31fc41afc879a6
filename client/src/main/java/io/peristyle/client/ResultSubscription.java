package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;
import io.peristyle.query.Summary;
import io.peristyle.record.RowMapping;
import io.peristyle.record.RowMapping.BlockRows;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way of one result to its subscriber. Blocks are asked for while the subscriber has demand, and no more than a few
 * ahead of it; without demand nothing is read.
 */
final class ResultSubscription<T> implements Flow.Subscription, ResultReceiver {
    private final Engine engine;
    private final QueryDraft draft;
    private final RowMapping<T> mapping;
    private final Flow.Subscriber<? super T> subscriber;
    private final SerialExecutor serial;
    private final ResultFeed feed;
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;

    // All below is touched in tasks of the serial executor only.
    private final ArrayDeque<Block> blocks = new ArrayDeque<>();
    private @Nullable BlockRows<T> rows;
    private int nextRow;
    private int ahead;
    private boolean started;
    private boolean ended;
    private boolean closed;

    ResultSubscription(Engine engine, QueryDraft draft, RowMapping<T> mapping, Flow.Subscriber<? super T> subscriber) {
        this.engine = engine;
        this.draft = draft;
        this.mapping = mapping;
        this.subscriber = subscriber;
        this.serial = new SerialExecutor(engine.callbacks());
        this.feed = new ResultFeed(serial, draft.listeners(), this);
    }

    void begin() {
        serial.execute(() -> guarded(() -> {
            subscriber.onSubscribe(this);
            draft.check();
        }));
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            serial.execute(
                    () -> abort(new IllegalArgumentException("requested " + n + " elements, must be at least 1")));
        } else if (demand.getAndAccumulate(n, ResultSubscription::saturatedSum) == 0) {
            serial.execute(() -> guarded(this::emit));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        feed.cancel();
        serial.execute(this::drop);
    }

    @Override
    public void header(Block header) {
        mapping.bind(header);
    }

    @Override
    public void block(Block block) {
        blocks.add(block);
        emit();
    }

    @Override
    public void end(Summary summary) {
        ended = true;
        guarded(this::emit);
    }

    @Override
    public void failure(Throwable failure) {
        abort(failure);
    }

    private void emit() {
        if (closed) {
            return;
        }
        if (cancelled) {
            drop();
            return;
        }
        if (!started) {
            started = true;
            draft.start(engine, feed, true);
        }
        long left = demand.get();
        while (left > 0 && !cancelled && hasRow()) {
            long emitted = emitUpTo(left);
            left = demand.get() == Long.MAX_VALUE ? Long.MAX_VALUE : demand.addAndGet(-emitted);
        }
        if (cancelled) {
            drop();
        } else if (ended && !hasRow()) {
            closed = true;
            subscriber.onComplete();
        } else if (left > 0) {
            askForMore();
        }
    }

    private long emitUpTo(long most) {
        BlockRows<T> current = rows;
        long emitted = 0;
        while (current != null && emitted < most && nextRow < current.size() && !cancelled) {
            T row = current.row(nextRow++);
            if (row == null) {
                throw new DataException(
                        "a row is NULL, which a Flow.Publisher cannot hand on; take Row or a record with a"
                                + " component for the column, or replace NULL in the statement");
            }
            subscriber.onNext(row);
            emitted++;
        }
        return emitted;
    }

    private boolean hasRow() {
        while (rows == null || nextRow == rows.size()) {
            if (rows != null) {
                rows = null;
                ahead--;
            }
            Block block = blocks.poll();
            if (block == null) {
                return false;
            }
            rows = mapping.bind(block);
            nextRow = 0;
        }
        return true;
    }

    private void askForMore() {
        int missing = engine.options().connection().blockBufferSize() - ahead;
        if (missing > 0 && !ended) {
            ahead += missing;
            feed.request(missing);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            abort(thrown);
        }
    }

    private void abort(Throwable failure) {
        feed.cancel();
        if (!closed && !cancelled) {
            closed = true;
            subscriber.onError(failure);
        }
        drop();
    }

    private void drop() {
        closed = true;
        blocks.clear();
        rows = null;
    }

    private static long saturatedSum(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }
}
