package io.peristyle.pool;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions on the calling thread without letting its stack grow without bound.
 *
 * <p>Handing a resource to a waiter runs what hangs on the waiter's future, which may return the resource, which hands it to
 * the next waiter, and so on through a line of thousands. Up to a few levels that recursion is left alone, so that an action
 * has happened when the call that caused it returns; deeper down, actions are put off until the outermost level has unwound.
 * They are put off per thread: a callback that blocks does not hold up what other threads have to hand over.
 */
final class Trampoline {
    private static final Logger LOGGER = LoggerFactory.getLogger(Trampoline.class);
    private static final int MAXIMUM_DEPTH = 16;

    // Belongs to one pool, and is removed whenever a thread leaves its outermost level.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Level> levels = new ThreadLocal<>();

    void run(Actions actions) {
        Level level = levels.get();
        if (level == null) {
            level = new Level();
            levels.set(level);
        }
        if (level.depth == MAXIMUM_DEPTH) {
            level.putOff(actions);
            return;
        }
        level.depth++;
        try {
            for (Runnable action = actions.poll(); action != null; action = actions.poll()) {
                runGuarded(action);
            }
            if (level.depth == 1) {
                level.runPutOff();
            }
        } finally {
            level.depth--;
            if (level.depth == 0) {
                levels.remove();
            }
        }
    }

    private static void runGuarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error failure) {
            // The remaining actions belong to other callers.
            LOGGER.warn("an action of the pool failed", failure);
        }
    }

    /** How deep the calling thread is in actions, and what it has put off. */
    private static final class Level {
        private @Nullable ArrayDeque<Runnable> putOff;
        private int depth;

        void putOff(Actions actions) {
            if (putOff == null) {
                putOff = new ArrayDeque<>();
            }
            for (Runnable action = actions.poll(); action != null; action = actions.poll()) {
                putOff.add(action);
            }
        }

        private @Nullable Runnable poll() {
            return putOff == null ? null : putOff.poll();
        }

        void runPutOff() {
            for (Runnable action = poll(); action != null; action = poll()) {
                runGuarded(action);
            }
        }
    }
}
