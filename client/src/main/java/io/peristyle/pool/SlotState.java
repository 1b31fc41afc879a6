package io.peristyle.pool;

/** Where a resource is. Exactly one state at a time; each carries only what it needs. */
sealed interface SlotState {
    /**
     * Ready to lend since {@code sinceNanos}.
     *
     * @param generation suspicions raised before this one do not concern the resource
     */
    record Idle(long sinceNanos, int generation) implements SlotState {}

    /** In the pool's own hands: just opened, or being looked at before it is lent. */
    record Held(int generation) implements SlotState {}

    /** Lent to a caller. */
    record Leased(Lease<?> lease) implements SlotState {}

    /** Closed, or about to be; no longer part of the pool. */
    record Gone() implements SlotState {}
}
