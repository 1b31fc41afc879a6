package io.peristyle.pool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A caller in the waiting line: the future that it was given. Completed from outside, it leaves the line. */
final class Waiter<R> extends CompletableFuture<Lease<R>> {
    private final Pool<R> pool;
    final Preference preference;
    final long joinedNanos;
    final long deadlineNanos;

    /** Where the borrower stands; null unless leaks are looked for. */
    @Nullable
    Throwable borrowedAt;

    /** Its place in the order of arrival; guarded by the gate of the pool, as the line is. */
    long ticket;

    /**
     * Where a resource is opened on its behalf; whichever comes first serves it all the same, unless it wants no other. Null
     * while every place is out of service. Guarded by the gate.
     */
    @Nullable
    Place<R> wish;

    /** From when on it is not to depend on its wish alone. Guarded by the gate. */
    long patientUntilNanos;

    /** How often its wish was moved since its patience had ended. Guarded by the gate. */
    int impatience;

    /** Where resources could not be opened for it, and why. Guarded by the gate. */
    Map<Place<R>, Throwable> refusals = Map.of();

    // Neighbours in the lists that it is in; guarded by the gate.
    private @Nullable Waiter<R> previousInLine;
    private @Nullable Waiter<R> nextInLine;
    private @Nullable Waiter<R> previousWisher;
    private @Nullable Waiter<R> nextWisher;

    /** Whether the line holds it. Written under the lock; read without, to spare callers that were answered the lock. */
    volatile boolean waiting;

    /** A caller that arrived at {@code joinedNanos} and waits {@code waitNanos}; from a quarter of the range, for ever. */
    Waiter(Pool<R> pool, Preference preference, long joinedNanos, long waitNanos) {
        this.pool = pool;
        this.preference = preference;
        this.joinedNanos = joinedNanos;
        this.deadlineNanos = joinedNanos + Math.min(waitNanos, PoolTimes.NEVER_NANOS);
    }

    /** Says where the borrower stands; before it joins the line. */
    Waiter<R> borrowingAt(@Nullable Throwable place) {
        borrowedAt = place;
        return this;
    }

    @Override
    public boolean complete(Lease<R> lease) {
        return leaving(super.complete(lease));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return leaving(super.completeExceptionally(failure));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return leaving(super.cancel(mayInterruptIfRunning));
    }

    private boolean leaving(boolean completed) {
        if (completed && waiting) {
            pool.leave(this);
        }
        return completed;
    }

    @Nullable
    Waiter<R> previous(WaiterList.Kind kind) {
        return kind == WaiterList.Kind.LINE ? previousInLine : previousWisher;
    }

    @Nullable
    Waiter<R> next(WaiterList.Kind kind) {
        return kind == WaiterList.Kind.LINE ? nextInLine : nextWisher;
    }

    void link(WaiterList.Kind kind, @Nullable Waiter<R> previous, @Nullable Waiter<R> next) {
        if (kind == WaiterList.Kind.LINE) {
            previousInLine = previous;
            nextInLine = next;
        } else {
            previousWisher = previous;
            nextWisher = next;
        }
    }

    boolean hasDeadline() {
        return deadlineNanos - joinedNanos < PoolTimes.NEVER_NANOS;
    }

    /** Whether it takes what comes from anywhere. */
    boolean takesAny() {
        return preference.only() == null;
    }

    void refusedBy(Place<R> place, Throwable failure) {
        if (refusals.isEmpty()) {
            refusals = new LinkedHashMap<>();
        }
        refusals.put(place, failure);
    }
}
