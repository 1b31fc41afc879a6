package io.peristyle.pdfscan.work;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many tasks be under way at once; the others begin in their order. Thread-safe; nothing waits. */
final class Slots {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free;
    private final AtomicInteger calls = new AtomicInteger();

    Slots(int count) {
        this.free = new AtomicInteger(count);
    }

    /** Begins a task when there is a slot for it, which is its own until {@link #free}. It must not throw. */
    void begin(Runnable task) {
        waiting.add(task);
        beginWhatMay();
    }

    /** Ends a task. */
    void free() {
        free.incrementAndGet();
        beginWhatMay();
    }

    /** A task may end before its beginning has returned; so the first caller begins those of all, one after the other. */
    private void beginWhatMay() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (free.get() > 0) {
                Runnable task = waiting.poll();
                if (task == null) {
                    break;
                }
                free.decrementAndGet();
                task.run();
            }
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }
}
