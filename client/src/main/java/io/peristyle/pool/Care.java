package io.peristyle.pool;

import io.peristyle.observe.ConnectionEvent.Reason;
import io.peristyle.observe.LeaseEvent;
import java.time.Duration;
import java.util.LinkedHashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after resources: closes what is too old, keeps alive what is idle, reports what is lent for too long. Under the gate. */
final class Care<R> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Care.class);

    /** Validations in the background that run side by side. */
    private static final int VALIDATIONS_AT_ONCE = 4;

    private final Stock<R> stock;
    private final long sweepNanos;
    private final long staleNanos;
    private final long leakNanos;
    private final Alarm sweep;
    private final Alarm leaks;

    /** Those not yet reported, in the order in which they were lent; empty unless leaks are looked for. */
    private final LinkedHashSet<Lease<R>> watched = new LinkedHashSet<>();

    private boolean keepingAlive;
    private long roundNanos;

    Care(Stock<R> stock, Alarms alarms, PoolTimes times) {
        this.stock = stock;
        this.sweepNanos = PoolTimes.nanos(times.sweepInterval());
        this.staleNanos = PoolTimes.nanos(times.validateAfterIdle()) / 2;
        this.leakNanos = times.detectsLeaks() ? PoolTimes.nanos(times.leakDetectionThreshold()) : 0;
        this.sweep = alarms.alarm(this::sweep);
        this.leaks = alarms.alarm(this::reportLeaks);
    }

    /** Looks through the idle resources for the first time and from then on regularly. */
    void sweep(Actions actions) {
        long now = stock.clock.nanoTime();
        for (Place<R> place : stock.places.all()) {
            for (Slot<R> slot : place.idle.fromOldest()) {
                dropIfOld(slot, now, actions);
            }
        }
        keepingAlive = staleNanos > 0;
        roundNanos = now;
        keepAlive(actions);
        stock.supply.run(actions);
        sweep.ringBy(now + sweepNanos, actions);
    }

    /** Goes on with the round of validations that the sweep began, the longest idle first. */
    void keepAlive(Actions actions) {
        if (!keepingAlive || stock.closing.hasBegun()) {
            return;
        }
        long now = stock.clock.nanoTime();
        for (Place<R> place : stock.places.all()) {
            for (Slot<R> slot = place.idle.oldest(); slot != null; ) {
                if (stock.budget.whole().held() >= VALIDATIONS_AT_ONCE) {
                    return;
                }
                Slot<R> newer = slot.newer;
                boolean stale = place.ageing.isDoubtful(slot, now) || now - slot.provenNanos >= staleNanos;
                if (stale && slot.provenNanos - roundNanos < 0) {
                    place.holdInBackground(slot);
                    ask(slot, true, actions);
                }
                slot = newer;
            }
        }
        keepingAlive = stock.budget.whole().held() > 0;
    }

    /** Takes a resource from the idle ones and looks at it; asks the other side if that is {@code doubtful}. */
    void examine(Slot<R> slot, boolean doubtful, Actions actions) {
        slot.place.hold(slot);
        ask(slot, doubtful, actions);
    }

    private void ask(Slot<R> slot, boolean doubtful, Actions actions) {
        int generation = slot.place.ageing.generation();
        actions.add(() -> stock.factory.examine(slot, doubtful, generation));
    }

    /** Closes an idle resource that is too old to be lent; returns whether it was. */
    boolean dropIfOld(Slot<R> slot, long now, Actions actions) {
        Place<R> place = slot.place;
        if (place.ageing.hasRetired(slot, now)) {
            stock.drop(slot, Reason.LIFETIME, actions);
            return true;
        }
        if (place.counts.idle() > place.warm() && place.ageing.isIdleTooLong(slot, now)) {
            stock.drop(slot, Reason.IDLE, actions);
            return true;
        }
        return false;
    }

    void lent(Lease<R> lease, long now, Actions actions) {
        if (leakNanos > 0) {
            watched.add(lease);
            leaks.ringBy(now + leakNanos, actions);
        }
    }

    void ended(Lease<R> lease) {
        if (leakNanos > 0) {
            watched.remove(lease);
        }
    }

    private void reportLeaks(Actions actions) {
        long now = stock.clock.nanoTime();
        while (!watched.isEmpty()) {
            Lease<R> oldest = watched.iterator().next();
            long overdueAt = oldest.slot().lentNanos + leakNanos;
            if (overdueAt - now > 0) {
                leaks.ringBy(overdueAt, actions);
                return;
            }
            watched.remove(oldest);
            report(oldest, now, actions);
        }
    }

    private void report(Lease<R> lease, long now, Actions actions) {
        Throwable borrowedAt = lease.borrowedAt();
        if (borrowedAt == null) {
            return;
        }
        Duration used = Duration.ofNanos(now - lease.slot().lentNanos);
        LeaseEvent.Overdue event =
                new LeaseEvent.Overdue(lease.slot().place.endpoint(), used, lease.holder(), borrowedAt);
        actions.add(() -> LOGGER.warn(
                "a connection to {} has been lent for {}, query id {}: it may have been forgotten by",
                event.endpoint(),
                used,
                event.queryId(),
                borrowedAt));
        stock.events.overdue(event, actions);
    }
}
