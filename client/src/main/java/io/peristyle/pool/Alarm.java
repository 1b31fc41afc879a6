package io.peristyle.pool;

import io.peristyle.time.Clock;
import io.peristyle.time.Timers;
import io.peristyle.time.Timers.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A timer that can be set to an earlier moment. It rings under the lock of the pool. */
final class Alarm {
    private final Gate gate;
    private final PoolEnvironment environment;
    private final Consumer<Actions> task;

    // Guarded by the gate. The version tells a timer that was replaced while it was being scheduled or about to ring.
    private boolean isSet;
    private long dueNanos;
    private int version;
    private @Nullable Timer timer;

    Alarm(Gate gate, PoolEnvironment environment, Consumer<Actions> task) {
        this.gate = gate;
        this.environment = environment;
        this.task = task;
    }

    /** Rings at {@code atNanos} unless it is set to ring earlier. Under the lock. */
    void ringBy(long atNanos, Actions actions) {
        if (isSet && dueNanos - atNanos <= 0) {
            return;
        }
        clear(actions);
        isSet = true;
        dueNanos = atNanos;
        int scheduled = version;
        actions.add(() -> schedule(scheduled, atNanos));
    }

    /** Does not ring until it is set again. Under the lock. */
    void clear(Actions actions) {
        version++;
        isSet = false;
        Timer replaced = timer;
        timer = null;
        if (replaced != null) {
            actions.add(replaced::cancel);
        }
    }

    private void schedule(int scheduled, long atNanos) {
        Clock clock = environment.clock();
        Timers timers = environment.timers();
        long delay = Math.max(0, atNanos - clock.nanoTime());
        Timer started =
                timers.schedule(() -> gate.change(actions -> ring(scheduled, actions)), delay, TimeUnit.NANOSECONDS);
        if (!gate.<Boolean>ask(actions -> keep(scheduled, started))) {
            started.cancel();
        }
    }

    private boolean keep(int scheduled, Timer started) {
        if (version != scheduled) {
            return false;
        }
        timer = started;
        return true;
    }

    private void ring(int scheduled, Actions actions) {
        if (version != scheduled) {
            return;
        }
        version++;
        isSet = false;
        timer = null;
        task.accept(actions);
    }
}
