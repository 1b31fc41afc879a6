package io.peristyle.pool;

/** Where a resource is. What belongs to a state stands in the {@link Slot}, so that lending allocates nothing but the lease. */
enum SlotState {
    /** Ready to lend. */
    IDLE,

    /** In the pool's own hands: just opened, or being looked at before it is lent. */
    HELD,

    /** Lent to a caller. */
    LEASED,

    /** Closed, or about to be; no longer part of the pool. */
    GONE
}
