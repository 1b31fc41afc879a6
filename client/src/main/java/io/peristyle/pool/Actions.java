package io.peristyle.pool;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a change made under the lock leads to, to be done in this order once the lock is free. */
final class Actions {
    // Most changes lead to two things at most.
    private @Nullable Runnable first;
    private @Nullable Runnable second;
    private @Nullable ArrayDeque<Runnable> others;

    void add(Runnable action) {
        boolean noOthers = others == null || others.isEmpty();
        if (noOthers && second == null) {
            if (first == null) {
                first = action;
            } else {
                second = action;
            }
            return;
        }
        if (others == null) {
            others = new ArrayDeque<>();
        }
        others.add(action);
    }

    boolean isEmpty() {
        return first == null && second == null && (others == null || others.isEmpty());
    }

    @Nullable
    Runnable poll() {
        Runnable next = first;
        if (next != null) {
            first = null;
            return next;
        }
        next = second;
        if (next != null) {
            second = null;
            return next;
        }
        return others == null ? null : others.poll();
    }
}
