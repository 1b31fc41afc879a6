package io.peristyle.pool;

import io.peristyle.observe.BreakerState;
import org.jspecify.annotations.Nullable;

/** What becomes of a place by what its resources do: its breaker, and the suspicion against its idle ones. Under the gate. */
final class Health<R> {
    private final Stock<R> stock;
    private final Alarm probes;

    Health(Stock<R> stock, Alarms alarms) {
        this.stock = stock;
        this.probes = alarms.alarm(this::ring);
    }

    /** A lease ended, its borrower having said how it went, or nothing. */
    void judge(Slot<R> slot, @Nullable Verdict verdict, long now, Actions actions) {
        Place<R> place = slot.place;
        if (verdict == null) {
            return;
        }
        Throwable failure = verdict.failure();
        if (failure != null) {
            place.failed(failure);
            suspect(place, slot.era);
            if (place.breaker.failedInUse(slot.era, now)) {
                opened(place, BreakerState.CLOSED, failure, actions);
            }
        } else {
            BreakerState from = place.breaker.state();
            if (place.breaker.succeeded(slot.era, slot.lentNanos, now)) {
                closed(place, from, actions);
            }
        }
    }

    /** A resource was opened. */
    void opened(Opening<R> opening, long now, Actions actions) {
        Place<R> place = opening.place;
        BreakerState from = place.breaker.state();
        place.opened();
        place.reopening.succeeded();
        if (place.breaker.opened(now)) {
            closed(place, from, actions);
        }
    }

    /** A resource could not be opened. */
    void openFailed(Opening<R> opening, Throwable failure, long now, Actions actions) {
        Place<R> place = opening.place;
        place.failed(failure);
        place.refused(opening.ticket);
        boolean countsForMany = place.reopening.failed(opening.round, now, failure);
        if (place.breaker.state() == BreakerState.HALF_OPEN) {
            place.breaker.probeFailed(now);
            opened(place, BreakerState.HALF_OPEN, failure, actions);
        } else if (countsForMany) {
            suspect(place, opening.era);
            if (place.breaker.failedToOpen(opening.era, now)) {
                opened(place, BreakerState.CLOSED, failure, actions);
            }
        }
    }

    /** The probe of a place is on its way. */
    void probing(Place<R> place, Actions actions) {
        place.probeDue(false);
        place.breaker.probing();
        stock.events.breaker(place.endpoint(), BreakerState.OPEN, BreakerState.HALF_OPEN, null, actions);
    }

    /** Has the idle resources of a place validated before they are lent, if this is the first that fails of it. */
    private void suspect(Place<R> place, int era) {
        if (era == place.breaker.era() && place.breaker.isUntroubled()) {
            place.ageing.suspectIdle();
        }
    }

    private void opened(Place<R> place, BreakerState from, Throwable failure, Actions actions) {
        stock.events.breaker(place.endpoint(), from, BreakerState.OPEN, failure, actions);
        if (!stock.closing.hasBegun()) {
            probes.ringBy(place.breaker.probeAtNanos(), actions);
            stock.membership.changed(actions);
        }
    }

    private void closed(Place<R> place, BreakerState from, Actions actions) {
        place.probeDue(false);
        stock.events.breaker(place.endpoint(), from, BreakerState.CLOSED, null, actions);
        if (!stock.closing.hasBegun()) {
            stock.membership.changed(actions);
        }
    }

    private void ring(Actions actions) {
        long now = stock.clock.nanoTime();
        for (Place<R> place : stock.places.all()) {
            if (place.breaker.state() == BreakerState.OPEN) {
                long due = place.breaker.probeAtNanos();
                if (due - now > 0) {
                    probes.ringBy(due, actions);
                } else {
                    place.probeDue(true);
                }
            }
        }
        stock.supply.run(actions);
    }
}
