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
    private final Executor afterLinger;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final Deque<Added<T>> waiting = new ArrayDeque<>();

    private int waitingRows;
    private boolean busy;
    private @Nullable CompletableFuture<Void> drained;

    /** @param insert stores a batch, under a token that tells it from others; what it says of it is said of all rows in it */
    InsertBuffer(Limits limits, BiFunction<List<T>, String, CompletableFuture<Void>> insert) {
        this.limits = limits;
        this.insert = insert;
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
            insert(batch, rows);
        } else if (end != null) {
            end.complete(null);
        }
    }

    private void insert(List<Added<T>> batch, List<T> rows) {
        var unused = attempt(rows, UUID.randomUUID().toString(), FIRST_PAUSE).whenComplete((summary, failure) -> {
            for (Added<T> added : batch) {
                if (failure == null) {
                    added.stored.complete(null);
                } else {
                    added.stored.completeExceptionally(failure);
                }
            }
            insertNext();
        });
    }

    /** Repeats a batch as it is and under its token, so that a store which has it takes it once. */
    private CompletableFuture<Void> attempt(List<T> rows, String token, Duration pause) {
        CompletableFuture<Void> inserted;
        try {
            inserted = insert.apply(rows, token);
        } catch (RuntimeException e) {
            inserted = CompletableFuture.failedFuture(e);
        }
        return inserted.exceptionallyCompose(failure -> {
            if (!limits.persistent || isClosed() || !(unwrapped(failure) instanceof BackendUnavailableException)) {
                return CompletableFuture.failedFuture(failure);
            }
            Duration longer =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            return CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(nothing -> attempt(rows, token, longer));
        });
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
     * @param persistent whether a batch is repeated while the store cannot be reached, until {@link #close}
     */
    record Limits(int batchRows, int waitingRows, Duration linger, boolean persistent) {}
}
