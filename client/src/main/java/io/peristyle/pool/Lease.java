package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a resource of the pool until {@link #release()} or {@link #discard()}, whichever is called first; later
 * calls of either do nothing. Safe for use by several threads.
 */
public final class Lease<R> {
    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<Lease> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Lease.class, "ended");

    private final Pool<R> pool;
    private final Slot<R> slot;
    private final @Nullable Throwable borrowedAt;

    @SuppressWarnings("UnusedVariable") // Read by the updater.
    private volatile int ended;

    private volatile @Nullable String holder;
    private volatile @Nullable Verdict verdict;

    Lease(Pool<R> pool, Slot<R> slot, @Nullable Throwable borrowedAt) {
        this.pool = pool;
        this.slot = slot;
        this.borrowedAt = borrowedAt;
    }

    /** What was lent. Not to be used after the lease has ended. */
    public R resource() {
        return slot.resource;
    }

    /** The server it is a resource of. */
    public Endpoint endpoint() {
        return slot.place.endpoint();
    }

    /**
     * Gives the resource back: to the first waiter, else to the idle ones, unless the factory says that it is not usable.
     * What depends on the waiter's future runs on the calling thread.
     */
    public void release() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            pool.takeBack(this);
        }
    }

    /** Has the resource closed: it was used in a way that leaves nothing for anybody else. */
    public void discard() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            pool.takeOut(this);
        }
    }

    /** Says what it is used for, such as a query's identifier, for those who wait in vain; the last call counts. */
    public void heldBy(String what) {
        holder = what;
    }

    /** The server did what it was asked for. To be called before the lease is ended; the last word counts. */
    public void succeeded() {
        verdict = Verdict.SUCCESS;
    }

    /**
     * The server or the way to it failed: the connection broke, the server was silent, or said that it is overloaded. Not for
     * errors of the statement. To be called before the lease is ended; the last word counts.
     */
    public void failed(Throwable failure) {
        verdict = new Verdict(Objects.requireNonNull(failure, "failure"));
    }

    Slot<R> slot() {
        return slot;
    }

    @Nullable
    String holder() {
        return holder;
    }

    @Nullable
    Verdict verdict() {
        return verdict;
    }

    /** Where the borrower stood; null unless leaks are looked for. */
    @Nullable
    Throwable borrowedAt() {
        return borrowedAt;
    }
}
