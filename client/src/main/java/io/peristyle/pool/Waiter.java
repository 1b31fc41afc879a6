package io.peristyle.pool;

import java.util.concurrent.CompletableFuture;

/** A caller in the waiting line. */
final class Waiter<R> {
    final CompletableFuture<Lease<R>> future = new CompletableFuture<>();
    final long joinedNanos;
    final long deadlineNanos;

    /** Its place in the order of arrival; guarded by the gate of the pool, as the line is. */
    long ticket;

    /** Whether the line holds it. Written under the lock; read without, to spare callers that were answered the lock. */
    volatile boolean waiting;

    /** A caller that arrived at {@code joinedNanos} and waits {@code waitNanos}; from a quarter of the range, for ever. */
    Waiter(long joinedNanos, long waitNanos) {
        this.joinedNanos = joinedNanos;
        this.deadlineNanos = joinedNanos + Math.min(waitNanos, PoolTimes.NEVER_NANOS);
    }

    boolean hasDeadline() {
        return deadlineNanos - joinedNanos < PoolTimes.NEVER_NANOS;
    }
}
