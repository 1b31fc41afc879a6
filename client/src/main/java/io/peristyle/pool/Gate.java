package io.peristyle.pool;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The only lock of a pool. A change under it is a few assignments; whatever calls a factory, a timer or a caller's future is
 * collected as an action and run after the lock was left.
 */
final class Gate {
    /** They take about a microsecond. */
    private static final int TRIES = 300;

    private final ReentrantLock lock = new ReentrantLock();
    private final Trampoline trampoline = new Trampoline();
    // Guarded by the lock. Empty ones, which most changes leave behind, serve the next change.
    private @Nullable Actions spare;

    /** Makes a change under the lock, then runs what it leads to. */
    void change(Consumer<Actions> change) {
        Actions actions;
        enter();
        try {
            actions = begin();
            change.accept(actions);
            actions = end(actions);
        } finally {
            lock.unlock();
        }
        if (actions != null) {
            trampoline.run(actions);
        }
    }

    /** Makes a change that has an answer. */
    <T extends @Nullable Object> T ask(Function<Actions, T> change) {
        Actions actions;
        T answer;
        enter();
        try {
            actions = begin();
            answer = change.apply(actions);
            actions = end(actions);
        } finally {
            lock.unlock();
        }
        if (actions != null) {
            trampoline.run(actions);
        }
        return answer;
    }

    // A change is over sooner than a thread is put to sleep and woken again. Without Thread.onSpinWait: what looks for
    // calls
    // that block an event loop, such as BlockHound, takes that for one.
    private void enter() {
        for (int i = 0; i < TRIES; i++) {
            if (lock.tryLock()) {
                return;
            }
        }
        lock.lock();
    }

    private Actions begin() {
        Actions actions = spare;
        spare = null;
        return actions == null ? new Actions() : actions;
    }

    /** What there is to be done; null if nothing is. */
    private @Nullable Actions end(Actions actions) {
        if (actions.isEmpty()) {
            spare = actions;
            return null;
        }
        return actions;
    }
}
