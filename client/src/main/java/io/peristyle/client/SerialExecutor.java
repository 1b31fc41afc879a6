package io.peristyle.client;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another, in order, on the callback executor. */
final class SerialExecutor implements Executor, Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SerialExecutor.class);
    private static final AtomicReferenceFieldUpdater<SerialExecutor, Step> LAST =
            AtomicReferenceFieldUpdater.newUpdater(SerialExecutor.class, Step.class, "last");
    /** After so many tasks others get the thread. */
    private static final int TURN = 64;

    private final Executor callbacks;

    /** The end of the line. */
    @SuppressWarnings("UnusedVariable") // Read by the updater.
    private volatile @Nullable Step last;

    /** Where the next turn begins; written by whoever asks for that turn. */
    private @Nullable Step first;

    SerialExecutor(Executor callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public void execute(Runnable task) {
        execute(new Task(task));
    }

    void execute(Step step) {
        Step before = LAST.getAndSet(this, step);
        if (before == null || !before.leadsTo(step)) {
            beginAt(step);
        }
    }

    private void beginAt(Step step) {
        first = step;
        callbacks.execute(this);
    }

    /** Runs what waits; called by the callback executor. */
    @Override
    public void run() {
        Step step = first;
        for (int i = 0; i < TURN && step != null; i++) {
            run(step);
            step = step.next();
        }
        if (step != null) {
            beginAt(step);
        }
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (Throwable failure) { // Not all languages and tools declare what they throw.
            LOGGER.warn("a callback failed", failure);
        }
    }

    /** A task, and its place in the line: may be given to one executor, once. Should forget what it needs no more. */
    abstract static class Step implements Runnable {
        private static final AtomicReferenceFieldUpdater<Step, Step> NEXT =
                AtomicReferenceFieldUpdater.newUpdater(Step.class, Step.class, "next");

        /** What follows; itself: nothing did when it had run, so whoever comes now asks for a turn. */
        @SuppressWarnings("UnusedVariable") // Read by the updater.
        private volatile @Nullable Step next;

        private boolean leadsTo(Step step) {
            return NEXT.compareAndSet(this, null, step);
        }

        // Lets go of what follows: a step that has grown old would keep all later ones for the garbage collector.
        private @Nullable Step next() {
            Step following = NEXT.getAndSet(this, this);
            return following == this ? null : following;
        }
    }

    private static final class Task extends Step {
        private @Nullable Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            Runnable given = task;
            task = null;
            if (given != null) {
                given.run();
            }
        }
    }
}
