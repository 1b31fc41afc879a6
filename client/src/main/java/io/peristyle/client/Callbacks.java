package io.peristyle.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** Where all code of the user runs: the client's own threads, or the user's executor. */
final class Callbacks implements Executor {
    private final Executor executor;
    private final @Nullable CallbackThreads own;
    private final ThreadLocal<@Nullable Boolean> running = new ThreadLocal<>();

    private Callbacks(Executor executor, @Nullable CallbackThreads own) {
        this.executor = executor;
        this.own = own;
    }

    static Callbacks on(CallbackThreads threads) {
        return new Callbacks(threads, threads);
    }

    static Callbacks on(Executor executor) {
        return new Callbacks(executor, null);
    }

    /**
     * Runs a task on a callback thread; on the JDK's common pool if the executor refuses it or fails, as one does that cannot
     * start a thread: it must not be lost.
     */
    @Override
    public void execute(Runnable task) {
        Marked marked = new Marked(task);
        try {
            // The client's own threads are known by themselves.
            executor.execute(own == null ? marked : task);
        } catch (Throwable refused) { // Not all languages and tools declare what they throw.
            if (marked.begun) {
                throw refused;
            }
            ForkJoinPool.commonPool().execute(marked);
        }
    }

    private final class Marked implements Runnable {
        private final Runnable task;
        private volatile boolean begun;

        Marked(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            begun = true;
            boolean outermost = running.get() == null;
            running.set(true);
            try {
                task.run();
            } finally {
                if (outermost) {
                    running.remove();
                }
            }
        }
    }

    /** Whether the calling thread runs a task of this executor, and so must not wait for its end. */
    boolean isRunningHere() {
        return running.get() != null || (own != null && own.isOneOfThem(Thread.currentThread()));
    }

    /** Ends the client's own threads when they have done what was given to them. */
    CompletableFuture<Void> close() {
        return own == null ? CompletableFuture.completedFuture(null) : own.close();
    }
}
