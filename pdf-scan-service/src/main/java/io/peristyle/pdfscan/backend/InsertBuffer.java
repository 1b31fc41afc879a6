package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows into few inserts: one at a time is under way, and what comes meanwhile goes with the next one. Rows that were
 * added together stay together. Thread-safe; nothing blocks.
 */
final class InsertBuffer<T> {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Limits limits;
    private final BiFunction<List<T>, String, CompletableFuture<Void>> insert;
    private final @Nullable Function<List<T>, CompletableFuture<Boolean>> isStored;
    private final StoreTrouble trouble;
    private final Executor afterLinger;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final Deque<Added<T>> waiting = new ArrayDeque<>();

    private int waitingRows;
    private boolean busy;
    private @Nullable CompletableFuture<Void> drained;

    /**
     * @param insert stores a batch as a whole or not at all, under a token that tells it from others
     * @param isStored whether a batch is there; null if one that could not be stored is given up, otherwise it is repeated until
     *     {@link #close}
     * @param trouble is told how the inserts end
     */
    InsertBuffer(
            Limits limits,
            BiFunction<List<T>, String, CompletableFuture<Void>> insert,
            @Nullable Function<List<T>, CompletableFuture<Boolean>> isStored,
            StoreTrouble trouble) {
        this.limits = limits;
        this.insert = insert;
        this.isStored = isStored;
        this.trouble = trouble;
        this.afterLinger = limits.linger.isZero()
                ? Runnable::run
                : CompletableFuture.delayedExecutor(limits.linger.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Completes when the rows are stored; fails at once if too many wait, or after {@link #close}. */
    CompletableFuture<Void> add(List<T> rows) {
        Added<T> added = new Added<>(List.copyOf(rows), new CompletableFuture<>());
        lock.lock();
        try {
            if (drained != null) {
                return refused("the service is stopping");
            }
            if (waitingRows + rows.size() > limits.waitingRows && !waiting.isEmpty()) {
                return refused("too much waits to be stored");
            }
            waiting.add(added);
            waitingRows += rows.size();
            if (busy) {
                return added.stored;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        afterLinger.execute(this::insertNext);
        return added.stored;
    }

    /** Takes no more; completes when what waits was stored, or could not be. */
    CompletableFuture<Void> close() {
        lock.lock();
        try {
            if (drained == null) {
                drained = busy ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
            }
            return drained.copy();
        } finally {
            lock.unlock();
        }
    }

    private void insertNext() {
        List<Added<T>> batch = new ArrayList<>();
        List<T> rows = new ArrayList<>();
        CompletableFuture<Void> end = null;
        lock.lock();
        try {
            while (!waiting.isEmpty()
                    && (batch.isEmpty() || rows.size() + waiting.getFirst().rows.size() <= limits.batchRows)) {
                Added<T> added = waiting.removeFirst();
                batch.add(added);
                rows.addAll(added.rows);
            }
            waitingRows -= rows.size();
            if (batch.isEmpty()) {
                busy = false;
                end = drained;
            }
        } finally {
            lock.unlock();
        }
        if (!batch.isEmpty()) {
            send(batch, rows);
        } else if (end != null) {
            end.complete(null);
        }
    }

    private void send(List<Added<T>> batch, List<T> rows) {
        long began = System.nanoTime();
        var unused = store(rows).whenComplete((nothing, failure) -> {
            for (Added<T> added : batch) {
                if (failure == null) {
                    added.stored.complete(null);
                } else {
                    added.stored.completeExceptionally(failure);
                }
            }
            if (failure != null
                    && System.nanoTime() - began > limits.patience.toNanos()
                    && unwrapped(failure) instanceof BackendUnavailableException outage) {
                failWaiting(outage);
            }
            insertNext();
        });
    }

    private void failWaiting(BackendUnavailableException outage) {
        List<Added<T>> failed;
        lock.lock();
        try {
            failed = List.copyOf(waiting);
            waiting.clear();
            waitingRows = 0;
        } finally {
            lock.unlock();
        }
        for (Added<T> added : failed) {
            added.stored.completeExceptionally(
                    new BackendUnavailableException(String.valueOf(outage.getMessage()), outage, true));
        }
    }

    /**
     * Repeats a batch as it is and under its token, so that a server which has it takes it once. But a server that died between
     * remembering the token and storing the rows says of their repetition, too, that it has them; so they are looked for. Once
     * they are known to be missing nothing of them is under way any more, and a new token duplicates nothing.
     */
    private CompletableFuture<Void> store(List<T> rows) {
        String token = UUID.randomUUID().toString();
        Supplier<CompletableFuture<Void>> attempt = () -> insert.apply(rows, token);
        var search = isStored;
        if (search == null) {
            return called(attempt);
        }
        return called(attempt)
                .exceptionallyCompose(failure -> isWorthAnother(failure)
                        ? after(FIRST_PAUSE)
                                .thenCompose(nothing -> persistently(attempt, longer(FIRST_PAUSE)))
                                .thenCompose(nothing -> persistently(() -> search.apply(rows), FIRST_PAUSE))
                                .thenCompose(found -> found ? CompletableFuture.completedFuture(null) : store(rows))
                        : CompletableFuture.failedFuture(failure));
    }

    private <R> CompletableFuture<R> persistently(Supplier<CompletableFuture<R>> call, Duration pause) {
        return called(call)
                .exceptionallyCompose(failure -> isWorthAnother(failure)
                        ? after(pause).thenCompose(nothing -> persistently(call, longer(pause)))
                        : CompletableFuture.failedFuture(failure));
    }

    private boolean isWorthAnother(Throwable failure) {
        return !isClosed() && unwrapped(failure) instanceof BackendUnavailableException;
    }

    private <R> CompletableFuture<R> called(Supplier<CompletableFuture<R>> call) {
        CompletableFuture<R> called;
        try {
            called = call.get();
        } catch (RuntimeException e) {
            called = CompletableFuture.failedFuture(e);
        }
        return called.whenComplete((result, failure) -> {
            if (failure == null) {
                trouble.succeeded();
            } else {
                trouble.failed(unwrapped(failure));
            }
        });
    }

    private static CompletableFuture<Void> after(Duration pause) {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return drained != null;
        } finally {
            lock.unlock();
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static CompletableFuture<Void> refused(String why) {
        return CompletableFuture.failedFuture(new BackendUnavailableException(why, null, true));
    }

    private record Added<T>(List<T> rows, CompletableFuture<Void> stored) {}

    /**
     * How much is collected.
     *
     * @param batchRows rows of one insert, unless more were added together
     * @param waitingRows rows that may wait
     * @param linger how long the first row waits for more
     * @param patience an insert that fails later than this has waited in vain for a store that is away, and for those behind it
     *     as well: they fail with it, since each batch of them would wait as long again
     */
    record Limits(int batchRows, int waitingRows, Duration linger, Duration patience) {
        Limits(int batchRows, int waitingRows, Duration linger) {
            this(batchRows, waitingRows, linger, Duration.ofSeconds(5));
        }
    }
}
