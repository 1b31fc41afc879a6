package io.peristyle.pool;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a change made under the lock leads to, to be done in this order once the lock is free. */
final class Actions {
    // Most changes lead to one thing at most.
    private @Nullable Runnable first;
    private @Nullable ArrayDeque<Runnable> others;

    void add(Runnable action) {
        if (first == null && (others == null || others.isEmpty())) {
            first = action;
            return;
        }
        if (others == null) {
            others = new ArrayDeque<>();
        }
        others.add(action);
    }

    boolean isEmpty() {
        return first == null && (others == null || others.isEmpty());
    }

    @Nullable
    Runnable poll() {
        Runnable next = first;
        if (next != null) {
            first = null;
            return next;
        }
        return others == null ? null : others.poll();
    }
}
