package io.peristyle.client;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Signals on their way to a listener, of which the eldest are dropped when too many wait. Thread-safe. */
final class LatestSignals<T> {
    private final int maximum;
    // Guarded by itself.
    private final ArrayDeque<T> waiting = new ArrayDeque<>();

    LatestSignals(int maximum) {
        this.maximum = maximum;
    }

    /** Adds one; false if it took the place of the eldest, so that there are no more signals than before. */
    boolean add(T signal) {
        synchronized (waiting) {
            boolean full = waiting.size() == maximum;
            if (full) {
                waiting.remove();
            }
            waiting.add(signal);
            return !full;
        }
    }

    /** Takes the eldest; null if there is none. */
    @Nullable
    T poll() {
        synchronized (waiting) {
            return waiting.poll();
        }
    }
}
