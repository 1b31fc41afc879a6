package io.peristyle.pool;

import java.util.LinkedHashSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The callers that wait, in order of arrival, and again in order of their deadlines. Guarded by the gate of the pool.
 *
 * <p>The second order lets one alarm, set to the earliest deadline, serve the whole line: a timer per waiter would have to be
 * put on an event loop and taken back for each caller that waits, most of them for less than a millisecond.
 */
final class WaitingLine<R> {
    private final LinkedHashSet<Waiter<R>> byArrival = new LinkedHashSet<>();
    private final TreeSet<Waiter<R>> byDeadline = new TreeSet<>(WaitingLine::compareDeadlines);
    private long nextTicket;

    int size() {
        return byArrival.size();
    }

    boolean isEmpty() {
        return byArrival.isEmpty();
    }

    /** The ticket that the next caller will get: everyone in line has a smaller one. */
    long nextTicket() {
        return nextTicket;
    }

    void join(Waiter<R> waiter) {
        waiter.ticket = nextTicket++;
        waiter.waiting = true;
        byArrival.add(waiter);
        if (waiter.hasDeadline()) {
            byDeadline.add(waiter);
        }
    }

    /** Takes {@code waiter} out of the line, if it is there. */
    void leave(Waiter<R> waiter) {
        if (waiter.waiting) {
            waiter.waiting = false;
            byArrival.remove(waiter);
            byDeadline.remove(waiter);
        }
    }

    /** Takes out the first in line; null if nobody waits. */
    @Nullable
    Waiter<R> poll() {
        return pollBefore(nextTicket);
    }

    /** Takes out the first in line if its ticket is smaller than {@code ticket}. */
    @Nullable
    Waiter<R> pollBefore(long ticket) {
        if (byArrival.isEmpty()) {
            return null;
        }
        Waiter<R> first = byArrival.iterator().next();
        if (first.ticket >= ticket) {
            return null;
        }
        leave(first);
        return first;
    }

    /** Takes out a caller whose deadline has come, the earliest first; null if there is none. */
    @Nullable
    Waiter<R> pollDue(long nowNanos) {
        Waiter<R> earliest = earliest();
        if (earliest == null || earliest.deadlineNanos - nowNanos > 0) {
            return null;
        }
        leave(earliest);
        return earliest;
    }

    /** The caller with the earliest deadline; null if none has one. */
    @Nullable
    Waiter<R> earliest() {
        return byDeadline.isEmpty() ? null : byDeadline.first();
    }

    private static int compareDeadlines(Waiter<?> a, Waiter<?> b) {
        int order = Long.compare(a.deadlineNanos - b.deadlineNanos, 0);
        return order != 0 ? order : Long.compare(a.ticket, b.ticket);
    }
}
