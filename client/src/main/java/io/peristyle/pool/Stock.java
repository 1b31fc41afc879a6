package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.ConnectionEvent.Reason;
import io.peristyle.observe.PoolStats;
import io.peristyle.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a pool holds, lends, and who waits for it. Every method runs under the gate of the pool.
 *
 * <p>Each change ends in {@link Supply}, which restores what is true at rest: as many resources are on their way (being opened
 * or examined) at each place as callers wish for one from there, unless a limit or a pause after failures forbids it; nobody
 * waits while something is idle at the place of their wish; the minimum is idle or on its way; a closed pool that is empty
 * says so.
 */
final class Stock<R> {
    final Clock clock;
    final Budget budget;
    final Places<R> places;
    final WaitingLine<R> line = new WaitingLine<>();
    final PoolEvents events;
    final FactoryCalls<R> factory;
    final Closing<R> closing;
    final Health<R> health;
    final Supply<R> supply;
    final Care<R> care;
    final Membership<R> membership;
    final Refusals<R> refusals;

    private final Pool<R> pool;
    private final Alarms alarms;
    private final Alarm deadlines;
    private final DurationRecorder waits = new DurationRecorder();
    private final DurationRecorder uses = new DurationRecorder();
    private long acquired;
    private long timeouts;

    Stock(Pool<R> pool, Gate gate, PoolSettings settings, ResourceFactory<R> factory) {
        PoolEnvironment environment = settings.environment();
        SplittableRandom random = new SplittableRandom(environment.seed());
        this.pool = pool;
        this.clock = environment.clock();
        this.budget = new Budget(settings.limits());
        this.places = new Places<>(new PlaceParts(clock, random, settings.times(), settings.breaker(), budget));
        this.events = new PoolEvents(settings.observer());
        this.factory = new FactoryCalls<>(factory, gate, this);
        this.alarms = new Alarms(gate, environment);
        this.deadlines = alarms.alarm(this::expire);
        this.closing = new Closing<>(this, clock, done -> new Alarm(gate, environment, done));
        this.health = new Health<>(this, alarms);
        this.supply = new Supply<>(this, alarms);
        this.care = new Care<>(this, alarms, settings.times());
        this.membership = new Membership<>(this);
        this.refusals = new Refusals<>(this);
    }

    PoolStats stats() {
        return new PoolStats(
                budget.whole().size(),
                budget.whole().idle(),
                budget.whole().leased(),
                line.size(),
                budget.whole().onTheirWay(),
                budget.limits().maximumSize(),
                budget.limits().minimumIdle(),
                acquired,
                timeouts,
                waits.snapshot(),
                uses.snapshot(),
                places.all().stream().map(Place::stats).toList());
    }

    /** Lends an idle resource if that can be done at once; null if the caller has to join the line. */
    @Nullable
    Lease<R> lendIdle(Place<R> place, @Nullable Throwable borrowedAt, Actions actions) {
        if (closing.hasBegun() || !place.isInService() || !place.wishers.isEmpty()) {
            return null;
        }
        long now = clock.nanoTime();
        for (Slot<R> slot = place.idle.newest(); slot != null; slot = place.idle.newest()) {
            if (!care.dropIfOld(slot, now, actions)) {
                if (place.ageing.isDoubtful(slot, now)) {
                    return null;
                }
                Lease<R> lease = lend(slot, borrowedAt, now, actions);
                waits.record(0);
                supply.after(place, actions);
                return lease;
            }
        }
        return null;
    }

    /** Puts a caller at the end of the line; returns why not, or null. */
    @Nullable
    ClickHouseException join(Waiter<R> waiter, @Nullable Place<R> chosen, Actions actions) {
        if (closing.hasBegun()) {
            return PoolFailures.closed();
        }
        Endpoint only = waiter.preference.only();
        if (only != null && (chosen == null || !chosen.isInService())) {
            return PoolFailures.outOfService(only);
        }
        long places = Math.max(0, (long) budget.ceiling() - budget.whole().leased());
        if (line.size() >= places + budget.limits().maximumWaiting()) {
            ClickHouseException refusal =
                    PoolFailures.tooManyWaiting(budget.limits().maximumWaiting(), Situation.countsOf(this));
            events.refused(0, refusal, actions);
            return refusal;
        }
        line.join(waiter, supply.wishOf(waiter, chosen));
        supply.run(actions);
        if (waiter.waiting) {
            supply.watch(waiter, actions);
            if (waiter.hasDeadline() && waiter.deadlineNanos != waiter.joinedNanos) {
                deadlines.ringBy(waiter.deadlineNanos, actions);
            }
        }
        return null;
    }

    void leave(Waiter<R> waiter) {
        line.leave(waiter);
    }

    /** Answers everyone whose deadline has come. */
    void expire(Actions actions) {
        long now = clock.nanoTime();
        Waiter<R> due = line.earliest();
        Situation situation = due == null || due.deadlineNanos - now > 0 ? null : Situation.of(this);
        while (situation != null && (due = line.pollDue(now)) != null) {
            long waited = now - due.joinedNanos;
            timeouts++;
            waits.record(waited);
            fail(due, PoolFailures.timeout(waited, situation), actions);
        }
        Waiter<R> next = line.earliest();
        if (next != null) {
            deadlines.ringBy(next.deadlineNanos, actions);
        }
    }

    /** A lease has ended. */
    void takeBack(Lease<R> lease, boolean usable, Actions actions) {
        Slot<R> slot = lease.slot();
        if (slot.lease != lease) {
            return;
        }
        Place<R> place = slot.place;
        long now = clock.nanoTime();
        long used = now - slot.lentNanos;
        uses.record(used);
        place.uses.record(used);
        events.released(place.endpoint(), used, actions);
        care.ended(lease);
        health.judge(slot, lease.verdict(), now, actions);
        slot.usedNanos = now;
        slot.provenNanos = now;
        slot.generation = place.ageing.generation();
        settle(slot, usable, now, actions);
        supply.after(place, actions);
    }

    /** The same, of a resource that nobody else may use. */
    void takeOut(Lease<R> lease, boolean usable, Actions actions) {
        lease.slot().spent = true;
        takeBack(lease, usable, actions);
    }

    /** A lease was not given to anybody after all, {@code waitedNanos} having been counted. */
    void recall(Lease<R> lease, boolean usable, Actions actions) {
        Slot<R> slot = lease.slot();
        if (slot.lease == lease) {
            acquired--;
            slot.place.recall();
            care.ended(lease);
            settle(slot, usable, clock.nanoTime(), actions);
            supply.run(actions);
        }
    }

    void broken(Slot<R> slot, Actions actions) {
        slot.broken = true;
        if (slot.state == SlotState.IDLE || slot.state == SlotState.HELD) {
            drop(slot, Reason.BROKEN, actions);
            supply.run(actions);
        }
    }

    boolean isClosed() {
        return closing.hasBegun();
    }

    /** The factory has begun; returns whether it may stop again. */
    boolean openingStarted(Opening<R> opening, CompletableFuture<R> future) {
        opening.future = future;
        return closing.hasBegun();
    }

    void opened(Opening<R> opening, Slot<R> slot, Actions actions) {
        Place<R> place = opening.place;
        long now = clock.nanoTime();
        ended(opening);
        slot.openedNanos = now;
        slot.usedNanos = now;
        slot.provenNanos = now;
        slot.retireAtNanos = place.ageing.retireAtNanos(now);
        slot.generation = opening.generation;
        place.hold(slot);
        health.opened(opening, now, actions);
        slot.era = place.breaker.era();
        events.opened(place.endpoint(), now - opening.startedNanos, actions);
        settle(slot, true, now, actions);
        membership.opened(actions);
        supply.run(actions);
    }

    /** @param hopeless whether every other place would fail likewise */
    void openFailed(Opening<R> opening, Throwable failure, boolean hopeless, Actions actions) {
        long now = clock.nanoTime();
        ended(opening);
        if (!closing.hasBegun()) {
            Waiter<R> disappointed = refusals.disappointed(opening.place);
            health.openFailed(opening, failure, now, actions);
            events.openFailed(opening.place.endpoint(), now - opening.startedNanos, failure, actions);
            refusals.answer(opening.place, disappointed, failure, hopeless, actions);
            if (hopeless) {
                membership.hopeless(failure, actions);
            }
        }
        supply.run(actions);
    }

    /** A held resource was looked at, or asked by way of validation. */
    void examined(Slot<R> slot, boolean usable, boolean validated, int generation, Actions actions) {
        if (slot.state == SlotState.HELD) {
            long now = clock.nanoTime();
            if (validated) {
                slot.provenNanos = now;
                slot.generation = generation;
            }
            settle(slot, usable, now, actions);
            supply.run(actions);
            care.keepAlive(actions);
        }
    }

    /** A resource did not answer its validation: those idle for longer would keep the caller waiting in vain, too. */
    void validationFailed(Slot<R> slot, Actions actions) {
        long now = clock.nanoTime();
        for (Slot<R> other : slot.place.idle.fromOldest()) {
            if (slot.place.ageing.isDoubtful(other, now)) {
                drop(other, Reason.BROKEN, actions);
            }
        }
        examined(slot, false, false, 0, actions);
    }

    /** Gives a resource that is in the pool's hands to whoever is to have it, keeps it, or closes it. */
    void settle(Slot<R> slot, boolean usable, long now, Actions actions) {
        Place<R> place = slot.place;
        Reason reason = whyNotToKeep(slot, usable, now);
        if (reason != null) {
            drop(slot, reason, actions);
            return;
        }
        if (supply.givesWay(slot, now, actions)) {
            return;
        }
        Waiter<R> first = line.pollFor(place);
        if (first != null) {
            long waited = now - first.joinedNanos;
            Lease<R> lease = lend(slot, first.borrowedAt, now, actions);
            waits.record(waited);
            actions.add(() -> pool.handOver(first, lease, waited));
        } else if (budget.whole().size() > budget.limits().maximumSize()) {
            drop(slot, Reason.IDLE, actions);
        } else {
            place.rest(slot);
            if (budget.whole().idle() > budget.maximumIdle()) {
                drop(places.surplusIdle(slot), Reason.IDLE, actions);
            }
        }
    }

    void drop(Slot<R> slot, Reason reason, Actions actions) {
        Place<R> place = slot.place;
        place.drop(slot);
        events.closed(place.endpoint(), clock.nanoTime() - slot.openedNanos, reason, actions);
        closeOpened(place, slot.resource, actions);
    }

    void closeOpened(Place<R> place, R resource, Actions actions) {
        closing.started();
        place.closingBegan();
        actions.add(() -> factory.close(place, resource));
    }

    void closed(Place<R> place, Actions actions) {
        closing.ended();
        place.closingEnded();
        supply.run(actions);
    }

    void fail(Waiter<R> waiter, Throwable failure, Actions actions) {
        line.leave(waiter);
        events.refused(clock.nanoTime() - waiter.joinedNanos, failure, actions);
        actions.add(() -> waiter.completeExceptionally(failure));
    }

    CompletableFuture<Void> close(long graceNanos, Actions actions) {
        if (closing.begin(graceNanos, actions)) {
            alarms.clearAll(actions);
            for (Place<R> place : places.all()) {
                for (Waiter<R> waiter = line.pollFor(place); waiter != null; waiter = line.pollFor(place)) {
                    fail(waiter, PoolFailures.closed(), actions);
                }
            }
            for (Waiter<R> waiter : line.takers()) {
                fail(waiter, PoolFailures.closed(), actions);
            }
            membership.close(actions);
            closeWhatIsNotLent(actions);
        }
        supply.run(actions);
        return closing.done();
    }

    /** Whether nothing is lent or being opened. */
    boolean isEmpty() {
        return budget.whole().size() == 0;
    }

    void dropAll(Actions actions) {
        for (Place<R> place : places.all()) {
            for (Slot<R> slot : place.slots()) {
                drop(slot, Reason.CLIENT_CLOSED, actions);
            }
        }
    }

    private void ended(Opening<R> opening) {
        opening.place.openings.remove(opening);
        opening.place.counts.addOpening(-1);
    }

    private void closeWhatIsNotLent(Actions actions) {
        for (Place<R> place : places.all()) {
            for (Slot<R> slot : place.slots()) {
                if (slot.state != SlotState.LEASED) {
                    drop(slot, Reason.CLIENT_CLOSED, actions);
                }
            }
            for (Opening<R> opening : place.openings) {
                CompletableFuture<R> future = opening.future;
                if (future != null) {
                    actions.add(() -> future.cancel(false));
                }
            }
        }
    }

    private @Nullable Reason whyNotToKeep(Slot<R> slot, boolean usable, long now) {
        Place<R> place = slot.place;
        if (closing.hasBegun()) {
            return Reason.CLIENT_CLOSED;
        }
        if (!usable || slot.broken) {
            return Reason.BROKEN;
        }
        if (slot.spent) {
            return Reason.SESSION_ENDED;
        }
        if (place.ageing.hasRetired(slot, now)) {
            return Reason.LIFETIME;
        }
        boolean tooMany = budget.whole().size() > budget.ceiling() || place.counts.size() > budget.perPlace();
        return tooMany || !place.isInService() ? Reason.WITHDRAWN : null;
    }

    private Lease<R> lend(Slot<R> slot, @Nullable Throwable borrowedAt, long now, Actions actions) {
        Lease<R> lease = new Lease<>(pool, slot, borrowedAt);
        slot.place.lend(slot, lease, now);
        acquired++;
        care.lent(lease, now, actions);
        return lease;
    }
}
