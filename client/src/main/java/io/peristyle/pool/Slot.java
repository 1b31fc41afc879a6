package io.peristyle.pool;

/** An opened resource with what the pool knows of it. */
final class Slot<R> {
    final R resource;

    // Guarded by the gate of the pool.
    SlotState state = new SlotState.Gone();
    long retireAtNanos;

    /** Whether it was reported broken while it was not idle; it must not be lent again. */
    boolean broken;

    Slot(R resource) {
        this.resource = resource;
    }
}
