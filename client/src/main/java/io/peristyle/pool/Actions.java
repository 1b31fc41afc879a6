package io.peristyle.pool;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a change made under the lock leads to, to be done in this order once the lock is free. */
final class Actions {
    private @Nullable ArrayDeque<Runnable> queue;

    void add(Runnable action) {
        if (queue == null) {
            queue = new ArrayDeque<>();
        }
        queue.add(action);
    }

    boolean isEmpty() {
        return queue == null || queue.isEmpty();
    }

    @Nullable
    Runnable poll() {
        return queue == null ? null : queue.poll();
    }
}
