package io.peristyle.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after another, in order, on the callback executor. */
final class SerialExecutor implements Executor, Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SerialExecutor.class);
    /** After so many tasks others get the thread. */
    private static final int TURN = 64;

    private final Executor callbacks;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    SerialExecutor(Executor callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public void execute(Runnable task) {
        queue.add(task);
        if (waiting.getAndIncrement() == 0) {
            callbacks.execute(this);
        }
    }

    /** Runs what waits; called by the callback executor. */
    @Override
    public void run() {
        for (int i = 0; i < TURN; i++) {
            run(queue.remove());
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        }
        callbacks.execute(this);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            LOGGER.warn("a callback failed", failure);
        }
    }
}
