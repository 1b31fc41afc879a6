package io.peristyle.pool;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Callers in the order of their arrival, linked by themselves: they come and go all the time, and nothing is made for it. A
 * caller is in at most one list of each kind. Guarded by the gate of the pool.
 */
final class WaiterList<R> {
    /** Which links of a caller are the list's. */
    enum Kind {
        LINE,
        WISHERS
    }

    private final Kind kind;
    private @Nullable Waiter<R> first;
    private @Nullable Waiter<R> last;
    private int size;

    WaiterList(Kind kind) {
        this.kind = kind;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    Waiter<R> first() {
        return first;
    }

    /** Adds a caller that is in no list of this kind. */
    void add(Waiter<R> waiter) {
        link(last, waiter);
        link(waiter, null);
        size++;
    }

    /** Takes out a caller that is in this list. */
    void remove(Waiter<R> waiter) {
        Waiter<R> before = waiter.previous(kind);
        Waiter<R> behind = waiter.next(kind);
        link(before, behind);
        waiter.link(kind, null, null);
        size--;
    }

    List<Waiter<R>> toList() {
        List<Waiter<R>> list = new ArrayList<>(size);
        for (Waiter<R> waiter = first; waiter != null; waiter = waiter.next(kind)) {
            list.add(waiter);
        }
        return list;
    }

    /** Makes neighbours of two callers; null for the ends of the list. */
    private void link(@Nullable Waiter<R> before, @Nullable Waiter<R> behind) {
        if (before == null) {
            first = behind;
        } else {
            before.link(kind, before.previous(kind), behind);
        }
        if (behind == null) {
            last = before;
        } else {
            behind.link(kind, before, behind.next(kind));
        }
    }
}
