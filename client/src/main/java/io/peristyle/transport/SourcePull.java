package io.peristyle.transport;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source for one piece at a time, and takes what it gives, on whatever thread, to the event loop. Used on that event
 * loop.
 *
 * @param <T> a piece
 */
public final class SourcePull<T> {
    private final Executor loop;
    private final BiConsumer<@Nullable T, @Nullable Throwable> taker;
    private boolean waiting;

    /**
     * Asks nothing yet.
     *
     * @param loop runs tasks on the event loop, at once if called there
     * @param taker is given a piece, nothing at the end, or why there is none
     */
    public SourcePull(Executor loop, BiConsumer<@Nullable T, @Nullable Throwable> taker) {
        this.loop = loop;
        this.taker = taker;
    }

    /** Whether the source was asked and has not answered yet. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Asks for the next piece; what {@code source} throws is taken for its answer. */
    public void ask(Supplier<? extends CompletionStage<? extends @Nullable T>> source) {
        waiting = true;
        CompletableFuture<? extends @Nullable T> next = answer(source);
        if (next.isDone()) {
            take(next);
        } else {
            var unused = next.whenComplete((piece, failure) -> hop(next));
        }
    }

    private CompletableFuture<? extends @Nullable T> answer(
            Supplier<? extends CompletionStage<? extends @Nullable T>> source) {
        try {
            return source.get().toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void hop(CompletableFuture<? extends @Nullable T> next) {
        try {
            loop.execute(() -> take(next));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and with it whoever would take this.
        }
    }

    private void take(CompletableFuture<? extends @Nullable T> next) {
        T piece;
        try {
            piece = next.join();
        } catch (CompletionException | CancellationException e) {
            waiting = false;
            taker.accept(null, e);
            return;
        }
        waiting = false;
        taker.accept(piece, null);
    }
}
