package io.peristyle.pool;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many resources are in which state, at one place or in all. Changed under the gate of the pool; read by {@link
 * io.peristyle.options.Balancing} without it, each figure right at some moment.
 */
final class Counts {
    private final @Nullable Counts whole;
    private final AtomicInteger opening = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger leased = new AtomicInteger();

    /** @param whole what this is a part of; null for the whole */
    Counts(@Nullable Counts whole) {
        this.whole = whole;
    }

    int opening() {
        return opening.getAcquire();
    }

    int held() {
        return held.getAcquire();
    }

    int idle() {
        return idle.getAcquire();
    }

    int leased() {
        return leased.getAcquire();
    }

    /** Resources that are being opened or looked at, and can be lent soon. */
    int onTheirWay() {
        return opening() + held();
    }

    /** Resources that are open, whatever their state. */
    int open() {
        return held() + idle() + leased();
    }

    /** What counts towards the limits. */
    int size() {
        return opening() + open();
    }

    void addOpening(int change) {
        add(opening, change);
        if (whole != null) {
            whole.addOpening(change);
        }
    }

    /** Counts one more or less in {@code state}; {@link SlotState#GONE} is not counted. */
    void add(SlotState state, int change) {
        switch (state) {
            case IDLE -> add(idle, change);
            case HELD -> add(held, change);
            case LEASED -> add(leased, change);
            case GONE -> {}
        }
        if (whole != null) {
            whole.add(state, change);
        }
    }

    // There is one writer at a time, the holder of the gate.
    private static void add(AtomicInteger gauge, int change) {
        gauge.setRelease(gauge.getPlain() + change);
    }
}
