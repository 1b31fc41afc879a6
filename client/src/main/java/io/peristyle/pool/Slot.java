package io.peristyle.pool;

import org.jspecify.annotations.Nullable;

/** An opened resource with what the pool knows of it. */
final class Slot<R> {
    final Place<R> place;
    final R resource;

    // All that follows is guarded by the gate of the pool.
    SlotState state = SlotState.GONE;

    /** Who has it; null unless it is lent. */
    @Nullable
    Lease<R> lease;

    long openedNanos;
    long retireAtNanos;

    /** When it was lent last. */
    long lentNanos;

    /** When it came back last, or was opened. */
    long usedNanos;

    /** When it last gave a sign of life: by coming back, by being opened, or by a validation. */
    long provenNanos;

    /** Suspicions raised before this one do not concern it, see {@link Ageing}. */
    int generation;

    /** The breaker's era in which it was opened, see {@link Breaker}. */
    int era;

    /** Whether it was reported broken while it was not idle; it must not be lent again. */
    boolean broken;

    /** Whether who had it left nothing for others to use. */
    boolean spent;

    /** Whether it is held for a validation that nobody waits for. */
    boolean inBackground;

    // Neighbours among the idle ones.
    @Nullable
    Slot<R> newer;

    @Nullable
    Slot<R> older;

    Slot(Place<R> place, R resource) {
        this.place = place;
        this.resource = resource;
    }
}
