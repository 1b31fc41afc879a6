package io.peristyle.chaos.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long callers wait for their first success elsewhere once a server was killed: from the kill, or from their first call
 * after it, to the end of the first call that succeeds at another server, failed calls included.
 *
 * <p>Each caller's answers come one after another; those of different callers come from different threads.
 */
public final class Failover {
    private static final long NONE = Long.MIN_VALUE;

    private final Samples samples = new Samples();
    private final Caller[] callers;
    private volatile @Nullable Kill last;

    /** A kill of the server at {@code port}. */
    private record Kill(int number, int port, long nanos) {}

    /** How far a caller is with the last kill. Used by the one that serves it. */
    private static final class Caller {
        int settled;
        int waitingFor;
        long sinceNanos = NONE;
    }

    public Failover(int callers) {
        this.callers = new Caller[callers];
        for (int i = 0; i < callers; i++) {
            this.callers[i] = new Caller();
        }
    }

    /** A server is about to be killed. */
    public void killing(int port) {
        Kill before = last;
        last = new Kill(before == null ? 1 : before.number() + 1, port, System.nanoTime());
    }

    /** A caller was answered. */
    public void answered(Answer answer) {
        Kill kill = last;
        Caller caller = callers[answer.caller()];
        if (kill == null || caller.settled == kill.number() || answer.endNanos() < kill.nanos()) {
            return;
        }
        if (caller.waitingFor != kill.number()) {
            caller.waitingFor = kill.number();
            caller.sinceNanos = Math.max(answer.startNanos(), kill.nanos());
        }
        if (answer.isSuccess() && answer.port() != kill.port()) {
            samples.add(Duration.ofNanos(answer.endNanos() - caller.sinceNanos));
            caller.settled = kill.number();
        }
    }

    public Samples samples() {
        return samples;
    }
}
