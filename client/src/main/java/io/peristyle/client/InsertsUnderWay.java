package io.peristyle.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The inserts of a client from the call until their end, which its closing waits for. */
final class InsertsUnderWay {
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private final Object lock = new Object();
    // All guarded by the lock, in which no foreign code runs.
    private final Set<InsertRun> runs = new HashSet<>();
    private boolean closing;
    private boolean over;

    /** Takes one up; false if the client's time is over. */
    boolean add(InsertRun run) {
        synchronized (lock) {
            return !over && runs.add(run);
        }
    }

    /** It has ended; does nothing if it was not here. */
    void remove(InsertRun run) {
        boolean last;
        synchronized (lock) {
            runs.remove(run);
            last = closing && runs.isEmpty();
        }
        if (last) {
            drained.complete(null);
        }
    }

    /** The client is being closed. Completes when none is under way, here and now if so it is. */
    CompletableFuture<Void> drain() {
        boolean empty;
        synchronized (lock) {
            closing = true;
            empty = runs.isEmpty();
        }
        if (empty) {
            drained.complete(null);
        }
        return drained;
    }

    /** Fails those that have not begun: their time is over. The others end with their connections. */
    void abandon() {
        List<InsertRun> left;
        synchronized (lock) {
            over = true;
            left = List.copyOf(runs);
        }
        left.forEach(InsertRun::abandon);
    }
}
