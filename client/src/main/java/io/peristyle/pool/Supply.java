package io.peristyle.pool;

import io.peristyle.observe.ConnectionEvent.Reason;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is opened where: for callers who wait, for places that are to be probed, and to keep the minimum. Guarded by
 * the gate of the pool.
 *
 * <p>Each caller in line wishes for a resource of one place, chosen by the balancing, and one is opened there on its behalf.
 * Whichever comes first serves the first in line. A wish is moved elsewhere when the place refuses, goes out of service, or
 * has not come up with anything after a while.
 */
final class Supply<R> {
    /** How long a caller depends on the place of its wish while there are others. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Stock<R> stock;
    private final Places<R> places;
    private final WaitingLine<R> line;
    private final Budget budget;
    private final Alarm reopen;
    private final Alarm patience;

    /**
     * Whether those in line take what is idle at places that they do not wish for: from when one of them has waited for long,
     * or a place has been given work again, until nobody waits.
     */
    private boolean offersIdle;

    Supply(Stock<R> stock, Alarms alarms) {
        this.stock = stock;
        this.places = stock.places;
        this.line = stock.line;
        this.budget = stock.budget;
        this.reopen = alarms.alarm(this::run);
        this.patience = alarms.alarm(this::endPatience);
    }

    /** {@link #run} after a change that concerns one place alone, which mostly leaves nothing to do. */
    void after(Place<R> place, Actions actions) {
        if (!line.isEmpty() || !place.isWarm() || !place.isInService() || stock.closing.hasBegun()) {
            run(actions);
        }
    }

    /** Restores what is true at rest, see {@link Stock}. */
    void run(Actions actions) {
        if (stock.closing.hasBegun()) {
            stock.closing.endIfEmpty(actions);
        } else {
            long now = stock.clock.nanoTime();
            probe(now, actions);
            if (!line.isEmpty()) {
                supplyWaiters(now, actions);
            }
            offersIdle = offersIdle && !line.isEmpty();
            keepWarm(now, actions);
        }
        stock.membership.tellWhatIsEmpty(actions);
    }

    /** The place that a caller who joins the line is to wish for. */
    @Nullable
    Place<R> wishOf(Waiter<R> waiter, @Nullable Place<R> chosen) {
        if (chosen == null || !waiter.takesAny()) {
            return chosen == null && waiter.takesAny() ? alternative(waiter, null) : chosen;
        }
        boolean promises = chosen.isServing() && chosen.isPromising(stock.clock.nanoTime(), PATIENCE_NANOS);
        Place<R> other = promises ? null : alternative(waiter, null);
        return other == null ? chosen : other;
    }

    /** Sees to it that a caller does not depend on the place of its wish for long. */
    void watch(Waiter<R> waiter, Actions actions) {
        int others = places.candidates().places().size() - 1;
        if (waiter.takesAny() && waiter.impatience < others) {
            line.bePatient(waiter, stock.clock.nanoTime() + PATIENCE_NANOS);
            patience.ringBy(waiter.patientUntilNanos, actions);
        }
    }

    /** {@link #watch} for all who wait, as there are more places than when they came, perhaps with something idle. */
    void watchAnew(Actions actions) {
        offersIdle = true;
        line.forgetPatience();
        for (Waiter<R> waiter : line.takers()) {
            waiter.impatience = 0;
            watch(waiter, actions);
        }
    }

    /**
     * The best place that has not refused the caller: one that is given work, can be expected to come up with something, has
     * something idle, is not avoided, and has little to do, in this order.
     */
    @Nullable
    Place<R> alternative(Waiter<R> waiter, @Nullable Place<R> except) {
        long now = stock.clock.nanoTime();
        Place<R> best = null;
        int leastFlaws = 0;
        for (Place<R> place : places.all()) {
            if (place == except || !place.isInService() || waiter.refusals.containsKey(place)) {
                continue;
            }
            int flaws = (place.isServing() ? 0 : 8)
                    + (place.isPromising(now, PATIENCE_NANOS) ? 0 : 4)
                    + (place.idle() > 0 ? 0 : 2)
                    + (waiter.preference.avoided().contains(place.endpoint()) ? 1 : 0);
            if (best == null || flaws < leastFlaws || (flaws == leastFlaws && demand(place) < demand(best))) {
                best = place;
                leastFlaws = flaws;
            }
        }
        return best;
    }

    /** What is under way and wished for, for the weight: many wishes that move at once spread over the places that are left. */
    private static double demand(Place<?> place) {
        return (place.counts.leased() + Math.max(place.counts.onTheirWay(), place.wishers.size())) / place.weight();
    }

    /** Moves the wishes that cannot be fulfilled at a place that pauses to where they can. */
    void relieve(Place<R> place) {
        long now = stock.clock.nanoTime();
        if (place.reopening.permits(now, true)) {
            return;
        }
        int surplus = place.wishers.size() - place.onTheirWay();
        for (Waiter<R> waiter : surplus > 0 ? place.wishers.toList() : List.<Waiter<R>>of()) {
            Place<R> other = waiter.takesAny() ? alternative(waiter, place) : null;
            if (other != null && other.isServing() && other.isPromising(now, PATIENCE_NANOS)) {
                line.wish(waiter, other);
                if (--surplus == 0) {
                    return;
                }
            }
        }
    }

    /**
     * Closes a resource that came back to a full pool if another place needs its room more: one that waits for its probe, that
     * the first in line wants and no other, or that has clearly less than its share. Returns whether it was closed.
     */
    boolean givesWay(Slot<R> slot, long now, Actions actions) {
        if (budget.whole().size() < budget.ceiling() || places.all().size() < 2) {
            return false;
        }
        Waiter<R> first = line.firstFor(slot.place);
        if (first != null && !first.takesAny()) {
            return false;
        }
        Place<R> needy = probeToMakeRoomFor(slot.place);
        boolean probes = needy != null;
        if (needy == null && line.hasChoosy()) {
            needy = wantedByOne(slot.place, first == null ? line.nextTicket() : first.ticket, now);
        }
        if (needy == null && first != null) {
            needy = places.leastBusy(place -> place != slot.place
                    && place.isServing()
                    && place.lacks()
                    && place.mayOpen(now, true)
                    && places.isFairer(slot.place, place));
        }
        if (needy == null) {
            return false;
        }
        stock.drop(slot, Reason.MADE_ROOM, actions);
        open(needy, now, actions);
        if (probes) {
            stock.health.probing(needy, actions);
        }
        return true;
    }

    // This and what follows comes with every lease that ends while callers wait: no iterators.
    private void probe(long now, Actions actions) {
        List<Place<R>> all = places.all();
        for (int i = 0; i < all.size(); i++) {
            Place<R> place = all.get(i);
            if (!place.isProbeDue() || !place.isInService()) {
                continue;
            }
            if (!place.openings.isEmpty()) {
                stock.health.probing(place, actions);
            } else if (place.hasRoomOfItsOwn() && (budget.hasRoom() || makeRoom(place, actions))) {
                open(place, now, actions);
                stock.health.probing(place, actions);
            }
        }
    }

    private void supplyWaiters(long now, Actions actions) {
        List<Place<R>> all = places.all();
        for (int i = 0; i < all.size(); i++) {
            Place<R> place = all.get(i);
            int callers = offersIdle && place.isServing() ? line.sizeFor(place) : place.wishers.size();
            while (callers > place.examining() && place.isInService() && examineIdle(place, actions)) {}
        }
        Place<R> needy = neediest(now);
        while (needy != null && hasRoomFor(needy, actions)) {
            open(needy, now, actions);
            needy = neediest(now);
        }
        for (int i = 0; i < all.size(); i++) {
            Place<R> place = all.get(i);
            if (place.lacks() && place.isInService()) {
                ringWhenPermitted(place, now, true, actions);
            }
        }
    }

    // Of a place whose breaker is open, the probe finds out when it is back.
    private void keepWarm(long now, Actions actions) {
        List<Place<R>> candidates = places.candidates().places();
        for (int i = 0; i < candidates.size(); i++) {
            Place<R> place = candidates.get(i);
            if (!place.breaker.isClosed()) {
                continue;
            }
            while (!place.isWarm() && budget.hasRoom() && place.mayOpen(now, false)) {
                open(place, now, actions);
            }
            if (!place.isWarm() && budget.hasRoom()) {
                ringWhenPermitted(place, now, false, actions);
            }
        }
    }

    private void ringWhenPermitted(Place<R> place, long now, boolean awaited, Actions actions) {
        if (place.reopening.failures() > 0) {
            long permittedAt = place.reopening.permittedAtNanos(awaited);
            if (permittedAt - now > 0) {
                reopen.ringBy(permittedAt, actions);
            }
        }
    }

    private @Nullable Place<R> neediest(long now) {
        return places.leastBusy(place -> place.lacks() && place.mayOpen(now, true));
    }

    private boolean hasRoomFor(Place<R> place, Actions actions) {
        return budget.hasRoom() || makeRoom(place, actions) || budget.whole().size() < budget.ceiling();
    }

    private boolean makeRoom(Place<R> place, Actions actions) {
        Slot<R> oldest = places.oldestIdle(place);
        if (oldest == null || budget.whole().size() > budget.limits().maximumSize()) {
            return false;
        }
        stock.drop(oldest, Reason.MADE_ROOM, actions);
        return true;
    }

    private boolean examineIdle(Place<R> place, Actions actions) {
        Slot<R> slot = place.idle.newest();
        if (slot == null) {
            return false;
        }
        long now = stock.clock.nanoTime();
        if (!stock.care.dropIfOld(slot, now, actions)) {
            stock.care.examine(slot, place.ageing.isDoubtful(slot, now), actions);
        }
        return true;
    }

    private void open(Place<R> place, long now, Actions actions) {
        Opening<R> opening = new Opening<>(place, line.nextTicket(), now);
        place.openings.add(opening);
        place.counts.addOpening(1);
        actions.add(() -> stock.factory.open(opening));
    }

    private @Nullable Place<R> probeToMakeRoomFor(Place<R> from) {
        if (budget.limits().maximumSize() < 2) {
            return null;
        }
        return places.leastBusy(place -> place != from
                && place.isProbeDue()
                && place.isInService()
                && place.openings.isEmpty()
                && place.hasRoomOfItsOwn());
    }

    /** The place that somebody with a ticket before {@code ticket} wants and no other, and that has to be opened at. */
    private @Nullable Place<R> wantedByOne(Place<R> from, long ticket, long now) {
        return places.leastBusy(place -> place != from
                && !place.choosy.isEmpty()
                && place.choosy.iterator().next().ticket < ticket
                && place.lacks()
                && place.mayOpen(now, true));
    }

    private void endPatience(Actions actions) {
        long now = stock.clock.nanoTime();
        for (Waiter<R> waiter = line.pollImpatient(now); waiter != null; waiter = line.pollImpatient(now)) {
            offersIdle = true;
            Place<R> other = canSupplyMore() ? alternative(waiter, waiter.wish) : null;
            if (other != null && other.isServing() && other.isPromising(now, PATIENCE_NANOS)) {
                line.wish(waiter, other);
                waiter.impatience++;
            }
            watch(waiter, actions);
        }
        Waiter<R> next = line.leastPatient();
        if (next != null) {
            patience.ringBy(next.patientUntilNanos, actions);
        }
        run(actions);
    }

    private boolean canSupplyMore() {
        return budget.whole().size() < budget.ceiling() || budget.whole().idle() > 0;
    }
}
