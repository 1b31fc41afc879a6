package io.peristyle.pool;

import java.util.SplittableRandom;

/** Decides by age which resources of a place are closed and which are validated. Guarded by the gate of the pool. */
final class Ageing {
    private static final double JITTER = 0.1;

    private final SplittableRandom random;
    private final long idleTimeoutNanos;
    private final long lifetimeNanos;
    private final long validateAfterIdleNanos;
    private int generation;

    Ageing(PoolTimes times, SplittableRandom random) {
        this.random = random;
        this.idleTimeoutNanos = PoolTimes.nanos(times.idleTimeout());
        this.lifetimeNanos = PoolTimes.nanos(times.maximumLifetime());
        this.validateAfterIdleNanos = PoolTimes.nanos(times.validateAfterIdle());
    }

    int generation() {
        return generation;
    }

    /** Makes all that is idle now suspect. */
    void suspectIdle() {
        generation++;
    }

    /** The moment at which a resource that was opened now is to be closed. */
    long retireAtNanos(long nowNanos) {
        return nowNanos + lifetimeNanos - (long) (lifetimeNanos * JITTER * random.nextDouble());
    }

    boolean hasRetired(Slot<?> slot, long nowNanos) {
        return slot.retireAtNanos - nowNanos <= 0;
    }

    boolean isIdleTooLong(Slot<?> slot, long nowNanos) {
        return nowNanos - slot.usedNanos >= idleTimeoutNanos;
    }

    /** Whether an idle resource has to be validated before it is lent. */
    boolean isDoubtful(Slot<?> slot, long nowNanos) {
        return slot.generation != generation || nowNanos - slot.provenNanos >= validateAfterIdleNanos;
    }
}
