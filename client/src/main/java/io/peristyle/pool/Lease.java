package io.peristyle.pool;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to use a resource of the pool until {@link #release()} or {@link #discard()}, whichever is called first; later
 * calls of either do nothing. Safe for use by several threads.
 */
public final class Lease<R> {
    private final Pool<R> pool;
    private final Slot<R> slot;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(Pool<R> pool, Slot<R> slot) {
        this.pool = pool;
        this.slot = slot;
    }

    /** What was lent. Not to be used after the lease has ended. */
    public R resource() {
        return slot.resource;
    }

    /**
     * Gives the resource back: to the first waiter, else to the idle ones, unless the factory says that it is not usable.
     * What depends on the waiter's future runs on the calling thread.
     */
    public void release() {
        if (ended.compareAndSet(false, true)) {
            pool.takeBack(this);
        }
    }

    /** Has the resource closed, for it is in doubt. */
    public void discard() {
        if (ended.compareAndSet(false, true)) {
            pool.takeOut(this);
        }
    }

    /** Says what it is used for, such as a query's identifier, for those who wait in vain. */
    public void heldBy(String what) {}

    /** The server did what it was asked for; to be called before the lease is ended. */
    public void succeeded() {}

    /** The server or the way to it failed; to be called before the lease is ended. */
    public void failed(Throwable failure) {}

    Slot<R> slot() {
        return slot;
    }
}
