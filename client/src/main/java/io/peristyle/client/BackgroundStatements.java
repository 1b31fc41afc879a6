package io.peristyle.client;

import io.peristyle.error.ClientClosedException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OverloadException;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.options.BackgroundLimits;
import io.peristyle.options.ClientOptions;
import io.peristyle.query.SqlFingerprint;
import io.peristyle.query.Summary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements that nobody waits for: so many are under way at once, the others wait in a line that is bounded in number and
 * bytes. None of them takes a place in the pool's line before its turn, so that the wait here is not one for a connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class BackgroundStatements {
    private static final Logger LOGGER = LoggerFactory.getLogger(BackgroundStatements.class);

    private static final int LOGGED_CHARACTERS = 200;

    private final BackgroundLimits limits;
    private final ClientObserver observer;
    private final AtomicLong lost = new AtomicLong();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    private final Object lock = new Object();
    // All guarded by the lock, which nobody holds while a statement is started or a future completed.
    private final Queue<Entry> line = new ArrayDeque<>();
    private int maximumAtOnce;
    private int underWay;
    private long bytes;
    private boolean closed;

    /** @param observer is told of failures; must neither block nor throw */
    BackgroundStatements(ClientOptions options, ClientObserver observer) {
        this.limits = options.statements().insert().background();
        this.maximumAtOnce = maximumAtOnce(options.pool().size().maximum());
        this.observer = observer;
    }

    private int maximumAtOnce(int connections) {
        return limits.maximumAtOnce() == BackgroundLimits.HALF_OF_POOL
                ? (connections + 1) / 2
                : Math.min(limits.maximumAtOnce(), connections);
    }

    /** The pool has so many connections at most from now on. */
    void resized(int connections) {
        synchronized (lock) {
            maximumAtOnce = maximumAtOnce(connections);
        }
        startThoseWhoseTurnItIs();
    }

    /**
     * Puts a task at the end of the line, or refuses it.
     *
     * @param start runs it, on the calling thread if it is its turn, else on that on which another one ends
     */
    CompletableFuture<Summary> submit(BackgroundTask task, Supplier<CompletableFuture<Summary>> start) {
        Entry entry = new Entry(task, start);
        RuntimeException refusal;
        synchronized (lock) {
            refusal = refusal(task);
            if (refusal == null) {
                line.add(entry);
                bytes += task.bytes();
            }
        }
        if (refusal != null) {
            lose(task, refusal);
            return CompletableFuture.failedFuture(refusal);
        }
        entry.result.whenComplete((summary, failure) -> giveUp(entry));
        startThoseWhoseTurnItIs();
        return entry.result;
    }

    /** Takes nothing more. Completes when nothing waits or is under way, here and now if so it is. */
    CompletableFuture<Void> drain() {
        boolean empty;
        synchronized (lock) {
            closed = true;
            empty = isEmpty();
        }
        if (empty) {
            drained.complete(null);
        }
        return drained;
    }

    /** Fails all that waits: its time is over. */
    void abandon() {
        List<Entry> waiting;
        synchronized (lock) {
            waiting = new ArrayList<>(line);
            line.clear();
            waiting.forEach(entry -> bytes -= entry.task.bytes());
        }
        for (Entry entry : waiting) {
            ClientClosedException failure = new ClientClosedException(
                    "the client was closed before the statement's turn in the background came",
                    FailureContext.NOTHING_SENT,
                    null);
            lose(entry.task, failure);
            entry.result.completeExceptionally(failure);
        }
    }

    // Under the lock.
    private @Nullable RuntimeException refusal(BackgroundTask task) {
        if (closed) {
            return Admission.refusal();
        }
        int count = line.size() + underWay;
        if (count < limits.maximumInserts() && task.bytes() <= limits.maximumBytes() - bytes) {
            return null;
        }
        return new OverloadException("there is no room in the background for " + task.bytes() + " more bytes: "
                + count + " of " + limits.maximumInserts() + " inserts (background_inserts) and " + bytes + " of "
                + limits.maximumBytes() + " bytes (background_insert_bytes) are being sent or wait");
    }

    private void startThoseWhoseTurnItIs() {
        List<Runnable> ended = new ArrayList<>();
        for (Entry next = next(); next != null; next = next()) {
            Entry entry = next;
            CompletableFuture<Summary> running = entry.start();
            if (running.isDone()) {
                // Without going deeper: a thousand in a row may end at once.
                running.whenComplete((summary, failure) -> ended.add(end(entry, summary, failure)));
            } else {
                running.whenComplete((summary, failure) -> {
                    Runnable telling = end(entry, summary, failure);
                    startThoseWhoseTurnItIs();
                    telling.run();
                });
            }
        }
        ended.forEach(Runnable::run);
    }

    private @Nullable Entry next() {
        synchronized (lock) {
            Entry entry = underWay < maximumAtOnce ? line.poll() : null;
            underWay += entry == null ? 0 : 1;
            return entry;
        }
    }

    /** Gives the place of a statement back; whoever waits for its result is to be told afterwards, and may block. */
    private Runnable end(Entry entry, @Nullable Summary summary, @Nullable Throwable failure) {
        boolean last;
        synchronized (lock) {
            underWay--;
            bytes -= entry.task.bytes();
            last = closed && isEmpty();
        }
        if (failure != null && !entry.result.isCancelled()) {
            lose(entry.task, failure);
        }
        return () -> {
            if (failure == null) {
                entry.result.complete(summary);
            } else {
                entry.result.completeExceptionally(failure);
            }
            if (last) {
                drained.complete(null);
            }
        };
    }

    /** Somebody cancelled the result, if it was not completed from here. */
    private void giveUp(Entry entry) {
        if (!entry.result.isCancelled()) {
            return;
        }
        boolean last;
        synchronized (lock) {
            if (line.remove(entry)) {
                bytes -= entry.task.bytes();
            }
            last = closed && isEmpty();
        }
        entry.cancel();
        if (last) {
            drained.complete(null);
        }
    }

    private void lose(BackgroundTask task, Throwable failure) {
        observer.onLostInsert(new LostInsertEvent(task.target(), task.rows(), failure));
        // The first, the second, the fourth and so on: whoever is overloaded must not be flooded with lines as well.
        long count = lost.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOGGER.warn(
                    "the {}. insert in the background that failed: {}",
                    count,
                    SqlFingerprint.of(task.target(), LOGGED_CHARACTERS),
                    failure);
        }
    }

    // Under the lock.
    private boolean isEmpty() {
        return line.isEmpty() && underWay == 0;
    }

    /** A task and its place. */
    private static final class Entry {
        private final BackgroundTask task;
        private final Supplier<CompletableFuture<Summary>> start;
        private final CompletableFuture<Summary> result = new CompletableFuture<>();
        private volatile @Nullable CompletableFuture<Summary> running;

        Entry(BackgroundTask task, Supplier<CompletableFuture<Summary>> start) {
            this.task = task;
            this.start = start;
        }

        CompletableFuture<Summary> start() {
            CompletableFuture<Summary> started;
            try {
                started = start.get();
            } catch (RuntimeException | Error thrown) {
                started = CompletableFuture.failedFuture(thrown);
            }
            running = started;
            if (result.isCancelled()) {
                started.cancel(false);
            }
            return started;
        }

        void cancel() {
            CompletableFuture<Summary> started = running;
            if (started != null) {
                started.cancel(false);
            }
        }
    }
}
