package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that becomes one value. Keeps a few blocks in flight ahead of the collector. Completing the future from outside,
 * by cancelling it above all, cancels the query.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class ResultFuture<T extends @Nullable Object> implements ResultReceiver {
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Collector<T> collector;
    private final ResultFeed feed;
    // Tells the future's completion from inside, after which there is nothing to cancel, from that by the user.
    private volatile boolean ended;

    private ResultFuture(Callbacks callbacks, ResultListeners listeners, Collector<T> collector) {
        this.collector = collector;
        this.feed = new ResultFeed(new SerialExecutor(callbacks), listeners, this);
    }

    /** Starts the statement by {@code start}, and asks for {@code blocks} blocks ahead. */
    static <T extends @Nullable Object> CompletableFuture<T> of(
            Engine engine, ResultListeners listeners, Collector<T> collector, Consumer<ResultFeed> start) {
        ResultFuture<T> result = new ResultFuture<>(engine.callbacks(), listeners, collector);
        result.feed.request(engine.options().connection().blockBufferSize());
        try {
            start.accept(result.feed);
        } catch (ClickHouseException unfit) {
            result.failure(unfit);
        }
        result.future.whenComplete((value, failure) -> result.cancelUnlessEnded());
        return result.future;
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
            ended = true;
            future.complete(value);
        }
    }

    @Override
    public void end(Summary summary) {
        T value = collector.finish(summary);
        ended = true;
        future.complete(value);
    }

    @Override
    public void failure(Throwable failure) {
        ended = true;
        future.completeExceptionally(failure);
    }

    private void cancelUnlessEnded() {
        if (!ended) {
            feed.cancel();
        }
    }
}
