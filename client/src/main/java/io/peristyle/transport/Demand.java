package io.peristyle.transport;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** How many blocks of rows may still be handed out. Thread-safe. */
public final class Demand {
    private static final AtomicLongFieldUpdater<Demand> LEFT = AtomicLongFieldUpdater.newUpdater(Demand.class, "left");

    private volatile long left;

    /** Adds to it; {@link Long#MAX_VALUE} is without end. */
    public void add(long count) {
        if (count <= 0) {
            throw new IllegalArgumentException("a demand of " + count + " blocks; at least 1 is needed");
        }
        LEFT.accumulateAndGet(this, count, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
    }

    /** Takes one out of it; false if there is none. */
    public boolean take() {
        long before = left;
        while (before > 0) {
            if (before == Long.MAX_VALUE || LEFT.compareAndSet(this, before, before - 1)) {
                return true;
            }
            before = left;
        }
        return false;
    }
}
