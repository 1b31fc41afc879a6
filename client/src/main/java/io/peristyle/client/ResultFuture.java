package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
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
    private final ResultFeed feed;

    private ResultFuture(Callbacks callbacks, ResultListeners listeners, Collector<T> collector) {
        this.collector = collector;
        this.feed = new ResultFeed(new SerialExecutor(callbacks), listeners, this);
    }

    /** Starts the statement, and asks for a few blocks ahead. */
    static <T extends @Nullable Object> CompletableFuture<T> of(
            Engine engine, QueryDraft draft, Collector<T> collector) {
        ResultFuture<T> result = new ResultFuture<>(engine.callbacks(), draft.listeners(), collector);
        result.feed.request(engine.options().connection().blockBufferSize());
        try {
            draft.start(engine, result.feed, collector.streams());
        } catch (ClickHouseException unfit) {
            result.failure(unfit);
        }
        return result;
    }

    @Override
    public void header(Block header) {
        collector.header(header);
    }

    @Override
    public void block(Block block) {
        if (collector.block(block)) {
            feed.request(1);
        } else {
            T value = collector.finish(null);
            feed.cancel();
            super.complete(value);
        }
    }

    @Override
    public void end(Summary summary) {
        super.complete(collector.finish(summary));
    }

    @Override
    public void failure(Throwable failure) {
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
                    T value = supplier.get();
                    if (!isDone()) {
                        feed.cancel();
                    }
                    return value;
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
            feed.cancel();
        }
        return completed;
    }
}
