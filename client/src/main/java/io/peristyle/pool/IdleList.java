package io.peristyle.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The idle resources of a place in the order of their last use, linked through the slots. Guarded by the gate of the pool.
 */
final class IdleList<R> {
    private @Nullable Slot<R> newest;
    private @Nullable Slot<R> oldest;

    @Nullable
    Slot<R> newest() {
        return newest;
    }

    @Nullable
    Slot<R> oldest() {
        return oldest;
    }

    /** All of them, from the oldest to the newest. */
    List<Slot<R>> fromOldest() {
        List<Slot<R>> slots = new ArrayList<>();
        for (Slot<R> slot = oldest; slot != null; slot = slot.newer) {
            slots.add(slot);
        }
        return slots;
    }

    /** Puts a slot where it belongs by its last use: nearly always that is the end of the newest. */
    void add(Slot<R> slot) {
        Slot<R> before = newest;
        while (before != null && before.usedNanos - slot.usedNanos > 0) {
            before = before.older;
        }
        Slot<R> after = before == null ? oldest : before.newer;
        link(before, slot);
        link(slot, after);
    }

    void remove(Slot<R> slot) {
        Slot<R> before = slot.older;
        Slot<R> after = slot.newer;
        slot.older = null;
        slot.newer = null;
        link(before, after);
    }

    private void link(@Nullable Slot<R> before, @Nullable Slot<R> after) {
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
    }
}
