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
    private final ReentrantLock lock = new ReentrantLock();
    private final Trampoline trampoline = new Trampoline();

    /** Makes a change under the lock, then runs what it leads to. */
    void change(Consumer<Actions> change) {
        Actions actions = new Actions();
        lock.lock();
        try {
            change.accept(actions);
        } finally {
            lock.unlock();
        }
        if (!actions.isEmpty()) {
            trampoline.run(actions);
        }
    }

    /** Makes a change that has an answer. */
    <T extends @Nullable Object> T ask(Function<Actions, T> change) {
        Actions actions = new Actions();
        T answer;
        lock.lock();
        try {
            answer = change.apply(actions);
        } finally {
            lock.unlock();
        }
        if (!actions.isEmpty()) {
            trampoline.run(actions);
        }
        return answer;
    }
}
