package io.peristyle.pool;

import io.peristyle.pool.SlotState.Gone;
import io.peristyle.pool.SlotState.Held;
import io.peristyle.pool.SlotState.Idle;
import io.peristyle.pool.SlotState.Leased;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The opened resources of a pool, counted by state. Guarded by the gate of the pool. */
final class Slots<R> {
    private static final Gone GONE = new Gone();

    private final Set<Slot<R>> all = new HashSet<>();

    /** Most recently used first, so that the rest can grow old and be closed. */
    private final Deque<Slot<R>> idle = new ArrayDeque<>();

    private int held;
    private int leased;

    int size() {
        return all.size();
    }

    int idle() {
        return idle.size();
    }

    int held() {
        return held;
    }

    int leased() {
        return leased;
    }

    @Nullable
    Slot<R> newestIdle() {
        return idle.peekFirst();
    }

    /** The idle resources from the oldest to the newest. */
    List<Slot<R>> idleFromOldest() {
        List<Slot<R>> slots = new ArrayList<>(idle);
        Collections.reverse(slots);
        return slots;
    }

    /** All resources, whatever their state. */
    List<Slot<R>> all() {
        return List.copyOf(all);
    }

    void hold(Slot<R> slot, int generation) {
        leave(slot);
        all.add(slot);
        slot.state = new Held(generation);
        held++;
    }

    void lend(Slot<R> slot, Lease<R> lease) {
        leave(slot);
        slot.state = new Leased(lease);
        leased++;
    }

    void rest(Slot<R> slot, long sinceNanos, int generation) {
        leave(slot);
        slot.state = new Idle(sinceNanos, generation);
        idle.addFirst(slot);
    }

    void remove(Slot<R> slot) {
        leave(slot);
        slot.state = GONE;
        all.remove(slot);
    }

    private void leave(Slot<R> slot) {
        if (slot.state instanceof Idle) {
            idle.removeFirstOccurrence(slot);
        } else if (slot.state instanceof Held) {
            held--;
        } else if (slot.state instanceof Leased) {
            leased--;
        }
    }
}
