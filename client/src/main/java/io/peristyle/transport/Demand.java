package io.peristyle.transport;

import java.util.concurrent.atomic.AtomicLong;

/** How many blocks of rows may still be handed out. Thread-safe. */
public final class Demand {
    private final AtomicLong left = new AtomicLong();

    /** Adds to it; {@link Long#MAX_VALUE} is without end. */
    public void add(long count) {
        if (count <= 0) {
            throw new IllegalArgumentException("a demand of " + count + " blocks; at least 1 is needed");
        }
        left.accumulateAndGet(count, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
    }

    /** Takes one out of it; false if there is none. */
    public boolean take() {
        long before = left.get();
        while (before > 0) {
            if (before == Long.MAX_VALUE || left.compareAndSet(before, before - 1)) {
                return true;
            }
            before = left.get();
        }
        return false;
    }
}
