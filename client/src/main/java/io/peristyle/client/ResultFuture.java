package io.peristyle.client;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A result that becomes one value. Keeps a few blocks in flight ahead of the collector. Completing the future from outside,
 * by cancelling it above all, cancels the query.
 */
final class ResultFuture<T extends @Nullable Object> extends CompletableFuture<T> implements ResultReceiver {
    private final Collector<T> collector;
    private final boolean awaitsMore;

    /** Null when the result is complete: who keeps that shall not keep the statement and its connection. */
    private volatile @Nullable ResultFeed feed;

    private ResultFuture(Engine engine, ResultListeners listeners, Collector<T> collector) {
        this.collector = collector;
        // With room for one block no other one comes, nor the end, before that block is taken.
        this.awaitsMore = !collector.streams() && blocksAhead(engine) > 1;
        this.feed = new ResultFeed(new SerialExecutor(engine.callbacks()), listeners, this);
    }

    /** Starts the statement, and asks for a few blocks ahead. */
    static <T extends @Nullable Object> CompletableFuture<T> of(
            Engine engine, QueryDraft draft, Collector<T> collector) {
        ResultFuture<T> result = new ResultFuture<>(engine, draft.listeners(), collector);
        ResultFeed feed = Objects.requireNonNull(result.feed);
        feed.request(blocksAhead(engine));
        try {
            draft.start(engine, feed, collector.streams());
        } catch (ClickHouseException unfit) {
            result.failure(unfit);
        }
        return result;
    }

    private static int blocksAhead(Engine engine) {
        return engine.options().connection().blockBufferSize();
    }

    @Override
    public boolean awaitsMore() {
        return awaitsMore;
    }

    @Override
    public @Nullable ArrayPool arrays() {
        return collector.arrays();
    }

    @Override
    public void header(Block header) {
        collector.header(header);
    }

    @Override
    public void block(Block block) {
        if (collector.block(block)) {
            ResultFeed open = feed;
            if (open != null) {
                open.request(1);
            }
        } else {
            T value = collector.finish(null);
            stop();
            super.complete(value);
        }
    }

    @Override
    public void end(Summary summary) {
        T value = collector.finish(summary);
        feed = null;
        super.complete(value);
    }

    @Override
    public void failure(Throwable failure) {
        feed = null;
        super.completeExceptionally(failure);
    }

    @Override
    public boolean complete(T value) {
        return fromOutside(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return fromOutside(super.completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return fromOutside(super.cancel(mayInterruptIfRunning));
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        return super.completeAsync(
                () -> {
                    try {
                        return supplier.get();
                    } finally {
                        if (!isDone()) {
                            stop();
                        }
                    }
                },
                executor);
    }

    @Override
    public void obtrudeValue(T value) {
        fromOutside(!isDone());
        super.obtrudeValue(value);
    }

    @Override
    public void obtrudeException(Throwable failure) {
        fromOutside(!isDone());
        super.obtrudeException(failure);
    }

    private boolean fromOutside(boolean completed) {
        if (completed) {
            stop();
        }
        return completed;
    }

    private void stop() {
        ResultFeed open = feed;
        if (open != null) {
            feed = null;
            open.cancel();
        }
    }
}
