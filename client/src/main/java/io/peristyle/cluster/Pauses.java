package io.peristyle.cluster;

import io.peristyle.time.Timers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The pauses before further attempts. When the client is closed all of them end at once, for timers end with it. */
final class Pauses {
    private final Timers timers;
    private final Set<Pause> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Pauses(Timers timers) {
        this.timers = timers;
    }

    /** Runs {@code next} when the pause is over, on the thread of the timers; at once after {@link #close()}. */
    Pause begin(long nanos, Runnable next) {
        Pause pause = new Pause(next);
        waiting.add(pause);
        pause.timer = timers.schedule(pause::end, nanos, TimeUnit.NANOSECONDS);
        if (closed) {
            pause.end();
        }
        return pause;
    }

    /** Ends all pauses, those to come included. */
    void close() {
        closed = true;
        waiting.forEach(Pause::end);
    }

    /** A pause of one statement. */
    final class Pause {
        private final Runnable next;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile Timers.@Nullable Timer timer;

        private Pause(Runnable next) {
            this.next = next;
        }

        /** Ends the pause without its consequence; false if it is over. */
        boolean cancel() {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            waiting.remove(this);
            Timers.Timer waitingFor = timer;
            if (waitingFor != null) {
                waitingFor.cancel();
            }
            return true;
        }

        private void end() {
            if (cancel()) {
                next.run();
            }
        }
    }
}
