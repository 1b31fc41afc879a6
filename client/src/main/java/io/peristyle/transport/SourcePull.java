package io.peristyle.transport;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one chain of pulls that brings the rows of an insert to its socket: asks the source for one piece at a time, and takes
 * what it gives, on whatever thread, to the event loop. Used on that event loop.
 *
 * <p>Most pulls are tasks or callbacks, of whose failures nobody would hear: whatever is thrown in one, an {@link Error}
 * included, fails the insert.
 *
 * @param <T> a piece
 */
public final class SourcePull<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePull.class);

    private final Executor loop;
    private final ScheduledExecutorService timers;
    private final Sender<T> sender;
    private boolean waiting;
    private boolean due;

    /**
     * Asks nothing yet.
     *
     * @param loop runs tasks on the event loop, at once if called there
     * @param timers of the event loop
     */
    public SourcePull(Executor loop, ScheduledExecutorService timers, Sender<T> sender) {
        this.loop = loop;
        this.timers = timers;
        this.sender = sender;
    }

    /**
     * The insert that sends what is pulled. Called on the event loop.
     *
     * @param <T> a piece
     */
    public interface Sender<T> {
        /** Whether the insert has not ended. */
        boolean isActive();

        /**
         * If the socket takes rows now, sends more of the piece at hand or, if there is none, {@linkplain #ask asks}. Not more
         * at once, so that answers are read in between.
         */
        void sendNext();

        /** Sends a piece, or the end if it is null. */
        void take(@Nullable T piece);

        /** There are no rows to be had, or to be sent; ends the insert. */
        void onSourceFailure(Throwable failure);
    }

    /** Has the next rows sent, unless the source is still to answer. */
    public void pull() {
        if (!waiting) {
            run(sender::sendNext);
        }
    }

    /** Behind what the sockets of this event loop have brought meanwhile: a task would be run before they are looked at. */
    public void pullLater() {
        if (!due) {
            due = true;
            var unused = timers.schedule(this::onDue, 0, TimeUnit.NANOSECONDS);
        }
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
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
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
        waiting = false;
        T piece;
        try {
            piece = next.join();
        } catch (CompletionException | CancellationException e) {
            run(() -> sender.onSourceFailure(e));
            return;
        }
        run(() -> sender.take(piece));
    }

    private void onDue() {
        due = false;
        pull();
    }

    /** Runs a step of the insert, unless it has ended. No memory is left, most likely, if that throws. */
    private void run(Runnable step) {
        if (!sender.isActive()) {
            return;
        }
        try {
            step.run();
        } catch (Throwable thrown) {
            if (sender.isActive()) {
                sender.onSourceFailure(thrown);
            } else {
                LOG.warn("An insert that had ended failed once more", thrown);
            }
        }
    }
}
