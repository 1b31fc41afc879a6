package io.peristyle.pool;

import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The callers that wait, in order of arrival, and again in order of their deadlines. Guarded by the gate of the pool.
 *
 * <p>Those who want no place but one stand in the line of that place, with a ticket of the same series: a resource goes to
 * whoever has the smallest ticket among those who can take it.
 *
 * <p>The order of deadlines lets one alarm, set to the earliest, serve the whole line: a timer per waiter would have to be put
 * on an event loop and taken back for each caller that waits, most of them for less than a millisecond.
 */
final class WaitingLine<R> {
    private final WaiterList<R> main = new WaiterList<>(WaiterList.Kind.LINE);
    private final TreeSet<Waiter<R>> byDeadline = new TreeSet<>(WaitingLine::compareDeadlines);
    private final ArrayDeque<Waiter<R>> patient = new ArrayDeque<>();
    private int size;
    private long nextTicket;

    /** How many wait, for any place or one. */
    int size() {
        return size;
    }

    /** How many of those who wait would take a resource of {@code place}. */
    int sizeFor(Place<R> place) {
        return main.size() + place.choosy.size();
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether somebody waits who wants no place but one. */
    boolean hasChoosy() {
        return size > main.size();
    }

    /** The ticket that the next caller will get: everyone in line has a smaller one. */
    long nextTicket() {
        return nextTicket;
    }

    /** Puts a caller at the end of its line. */
    void join(Waiter<R> waiter, @Nullable Place<R> wish) {
        waiter.ticket = nextTicket++;
        waiter.waiting = true;
        size++;
        if (waiter.takesAny()) {
            main.add(waiter);
        } else if (wish != null) {
            wish.choosy.add(waiter);
        }
        if (waiter.hasDeadline()) {
            byDeadline.add(waiter);
        }
        wish(waiter, wish);
    }

    /** Has a resource opened for the caller at another place, if there is one. */
    void wish(Waiter<R> waiter, @Nullable Place<R> wish) {
        if (waiter.wish != null) {
            waiter.wish.wishers.remove(waiter);
        }
        waiter.wish = wish;
        if (wish != null) {
            wish.wishers.add(waiter);
        }
    }

    /** Takes {@code waiter} out of the line, if it is there. */
    void leave(Waiter<R> waiter) {
        if (!waiter.waiting) {
            return;
        }
        waiter.waiting = false;
        size--;
        if (waiter.takesAny()) {
            main.remove(waiter);
        } else if (waiter.wish != null) {
            waiter.wish.choosy.remove(waiter);
        }
        byDeadline.remove(waiter);
        wish(waiter, null);
    }

    /** The first who takes what comes from anywhere; null if there is none. */
    @Nullable
    Waiter<R> first() {
        return main.first();
    }

    /**
     * Takes out the first who can take a resource of {@code place}; null if nobody can. Those who take any take one of a place
     * that is given no work only if somebody of them has been sent there, having been refused elsewhere.
     */
    @Nullable
    Waiter<R> pollFor(Place<R> place) {
        Waiter<R> first = firstFor(place);
        if (first != null) {
            leave(first);
        }
        return first;
    }

    /** The first who can take a resource of {@code place}, see {@link #pollFor}. */
    @Nullable
    Waiter<R> firstFor(Place<R> place) {
        boolean forAny = place.isServing() || place.wishers.size() > place.choosy.size();
        Waiter<R> any = forAny ? first() : null;
        Waiter<R> choosy =
                place.choosy.isEmpty() ? null : place.choosy.iterator().next();
        return choosy == null || (any != null && any.ticket < choosy.ticket) ? any : choosy;
    }

    /** Takes out whoever takes what comes from anywhere and has a ticket smaller than {@code ticket}; the first of them. */
    @Nullable
    Waiter<R> pollBefore(long ticket) {
        Waiter<R> first = first();
        if (first == null || first.ticket >= ticket) {
            return null;
        }
        leave(first);
        return first;
    }

    /** Those who take what comes from anywhere, in order of arrival. */
    List<Waiter<R>> takers() {
        return main.toList();
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

    /** The caller is content with its wish until {@code untilNanos}, a moment not earlier than those of earlier calls. */
    void bePatient(Waiter<R> waiter, long untilNanos) {
        waiter.patientUntilNanos = untilNanos;
        patient.add(waiter);
    }

    /** Nobody is patient any more. */
    void forgetPatience() {
        patient.clear();
    }

    /** The one whose patience ends first; null if nobody is patient. It stays so until it is polled. */
    @Nullable
    Waiter<R> leastPatient() {
        Waiter<R> first = patient.peek();
        while (first != null && !first.waiting) {
            patient.remove();
            first = patient.peek();
        }
        return first;
    }

    /** Takes out a caller whose patience has ended; it goes on waiting. */
    @Nullable
    Waiter<R> pollImpatient(long nowNanos) {
        Waiter<R> first = leastPatient();
        if (first == null || first.patientUntilNanos - nowNanos > 0) {
            return null;
        }
        return patient.poll();
    }

    private static int compareDeadlines(Waiter<?> a, Waiter<?> b) {
        int order = Long.compare(a.deadlineNanos - b.deadlineNanos, 0);
        return order != 0 ? order : Long.compare(a.ticket, b.ticket);
    }
}
