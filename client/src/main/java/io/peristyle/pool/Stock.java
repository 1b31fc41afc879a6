package io.peristyle.pool;

import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.DurationHistogram;
import io.peristyle.observe.PoolStats;
import io.peristyle.pool.SlotState.Held;
import io.peristyle.pool.SlotState.Idle;
import io.peristyle.pool.SlotState.Leased;
import io.peristyle.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a pool holds and who waits for it: all its decisions. Every method runs under the gate of the pool.
 *
 * <p>Each change ends in {@link #supply}, which restores what is true at rest: as many resources are on their way (being
 * opened or examined) as callers wait, unless the maximum or a pause after failures forbids it; nobody waits while something
 * is idle that could be lent; the minimum is idle or on its way; a closed pool that is empty says so.
 */
final class Stock<R> {
    /** Rounds of failed attempts after which a further one is the answer for everyone who waited for it. */
    private static final int FAILURES_THAT_ANSWER_ALL = 3;

    private final Pool<R> pool;
    private final PoolLimits limits;
    private final long sweepNanos;
    private final Clock clock;
    private final FactoryCalls<R> factory;
    private final Ageing ageing;
    private final Reopening reopening;
    private final Alarm deadlines;
    private final Alarm reopen;
    private final Alarm sweep;
    private final Closing<R> closing;

    private final Slots<R> slots = new Slots<>();
    private final Set<Opening<R>> openings = new HashSet<>();
    private final WaitingLine<R> line = new WaitingLine<>();
    private long acquired;
    private long timeouts;

    Stock(Pool<R> pool, Gate gate, PoolSettings settings, ResourceFactory<R> factory) {
        PoolEnvironment environment = settings.environment();
        SplittableRandom random = new SplittableRandom(environment.seed());
        this.pool = pool;
        this.limits = settings.limits();
        this.sweepNanos = PoolTimes.nanos(settings.times().sweepInterval());
        this.clock = environment.clock();
        this.factory = new FactoryCalls<>(factory, gate, this);
        this.ageing = new Ageing(settings.times(), random);
        this.reopening = new Reopening(settings.times().reopenDelay(), random);
        this.deadlines = new Alarm(gate, environment, this::expire);
        this.reopen = new Alarm(gate, environment, this::supply);
        this.sweep = new Alarm(gate, environment, this::sweep);
        this.closing = new Closing<>(this, clock, done -> new Alarm(gate, environment, done));
    }

    PoolStats stats() {
        int opening = openings.size() + slots.held();
        return new PoolStats(
                slots.size() + openings.size(),
                slots.idle(),
                slots.leased(),
                line.size(),
                opening,
                acquired,
                timeouts,
                DurationHistogram.EMPTY,
                DurationHistogram.EMPTY,
                List.of());
    }

    /** Looks through the idle resources for the first time and from then on regularly. */
    void sweep(Actions actions) {
        long now = clock.nanoTime();
        for (Slot<R> slot : slots.idleFromOldest()) {
            dropIfOld(slot, now, actions);
        }
        supply(actions);
        sweep.ringBy(now + sweepNanos, actions);
    }

    void suspectIdle() {
        ageing.suspectIdle();
    }

    /** Lends an idle resource if that can be done at once; null if the caller has to join the line. */
    @Nullable
    Lease<R> lendIdle(Actions actions) {
        if (closing.hasBegun() || !line.isEmpty()) {
            return null;
        }
        long now = clock.nanoTime();
        for (Slot<R> slot = slots.newestIdle(); slot != null; slot = slots.newestIdle()) {
            if (!dropIfOld(slot, now, actions)) {
                if (ageing.isDoubtful(slot, now)) {
                    return null;
                }
                Lease<R> lease = lend(slot);
                supply(actions);
                return lease;
            }
        }
        return null;
    }

    /** Puts a caller at the end of the line; returns why not, or null. */
    @Nullable
    ClickHouseException join(Waiter<R> waiter, Actions actions) {
        if (closing.hasBegun()) {
            return PoolFailures.closed();
        }
        long places = (long) limits.maximumSize() - slots.leased();
        if (line.size() >= places + limits.maximumWaiting()) {
            return PoolFailures.tooManyWaiting(stats(), limits);
        }
        line.join(waiter);
        supply(actions);
        if (waiter.waiting && waiter.hasDeadline() && waiter.deadlineNanos != waiter.joinedNanos) {
            deadlines.ringBy(waiter.deadlineNanos, actions);
        }
        return null;
    }

    void leave(Waiter<R> waiter) {
        line.leave(waiter);
    }

    /** Answers everyone whose deadline has come. */
    void expire(Actions actions) {
        long now = clock.nanoTime();
        PoolStats stats = stats();
        Throwable lastFailure = reopening.lastFailure();
        for (Waiter<R> due = line.pollDue(now); due != null; due = line.pollDue(now)) {
            CompletableFuture<Lease<R>> future = due.future;
            long waited = now - due.joinedNanos;
            timeouts++;
            actions.add(() -> future.completeExceptionally(
                    PoolFailures.timeout(waited, stats, limits.maximumSize(), lastFailure)));
        }
        Waiter<R> next = line.earliest();
        if (next != null) {
            deadlines.ringBy(next.deadlineNanos, actions);
        }
    }

    /** A lease has ended, or its caller did not want it any more. */
    void takeBack(Lease<R> lease, boolean usable, Actions actions) {
        Slot<R> slot = lease.slot();
        if (slot.state instanceof Leased leased && leased.lease() == lease) {
            settle(slot, usable, ageing.generation(), actions);
            supply(actions);
        }
    }

    /** A lease was not given to anybody after all. */
    void recall(Lease<R> lease, boolean usable, Actions actions) {
        acquired--;
        takeBack(lease, usable, actions);
    }

    void broken(Slot<R> slot, Actions actions) {
        slot.broken = true;
        if (slot.state instanceof Idle || slot.state instanceof Held) {
            drop(slot, actions);
            supply(actions);
        }
    }

    /** The factory has begun; returns whether it may stop again. */
    boolean openingStarted(Opening<R> opening, CompletableFuture<R> future) {
        opening.future = future;
        return closing.hasBegun();
    }

    void opened(Opening<R> opening, Slot<R> slot, Actions actions) {
        openings.remove(opening);
        reopening.succeeded();
        slot.retireAtNanos = ageing.retireAtNanos(clock.nanoTime());
        slots.hold(slot, opening.generation);
        settle(slot, true, opening.generation, actions);
        supply(actions);
    }

    /**
     * An attempt failed. One failed attempt fails one caller, the first in line, unless enough other resources are on their
     * way. When attempts fail again and again while there is nothing that could come back, a server that is down lets nobody
     * wait for the deadline: everyone who was there when the attempt began has seen it fail.
     */
    void openFailed(Opening<R> opening, Throwable failure, Actions actions) {
        openings.remove(opening);
        reopening.failed(opening.round, clock.nanoTime(), failure);
        if (line.size() > onTheirWay()) {
            fail(line.poll(), failure, actions);
        }
        if (reopening.failures() >= FAILURES_THAT_ANSWER_ALL && slots.size() + openings.size() == 0) {
            while (fail(line.pollBefore(opening.ticket), failure, actions)) {}
        }
        supply(actions);
    }

    /** A held resource was looked at, or asked by way of validation. */
    void examined(Slot<R> slot, boolean usable, Actions actions) {
        if (slot.state instanceof Held held) {
            settle(slot, usable, held.generation(), actions);
            supply(actions);
        }
    }

    /** A resource did not answer its validation: those idle for longer would keep the caller waiting in vain, too. */
    void validationFailed(Slot<R> slot, Actions actions) {
        long now = clock.nanoTime();
        for (Slot<R> other : slots.idleFromOldest()) {
            if (ageing.isDoubtful(other, now)) {
                drop(other, actions);
            }
        }
        examined(slot, false, actions);
    }

    void closeOpened(R resource, Actions actions) {
        closing.started();
        actions.add(() -> factory.close(resource));
    }

    void closed(Actions actions) {
        closing.ended();
        supply(actions);
    }

    CompletableFuture<Void> close(long graceNanos, Actions actions) {
        if (closing.begin(graceNanos, actions)) {
            deadlines.clear(actions);
            reopen.clear(actions);
            sweep.clear(actions);
            while (fail(line.poll(), PoolFailures.closed(), actions)) {}
            for (Slot<R> slot : slots.all()) {
                if (!(slot.state instanceof Leased)) {
                    drop(slot, actions);
                }
            }
            for (Opening<R> opening : openings) {
                if (opening.future != null) {
                    CompletableFuture<R> future = opening.future;
                    actions.add(() -> future.cancel(false));
                }
            }
        }
        supply(actions);
        return closing.done();
    }

    boolean isClosed() {
        return closing.hasBegun();
    }

    /** Whether nothing is lent or being opened. */
    boolean isEmpty() {
        return slots.size() + openings.size() == 0;
    }

    void dropAll(Actions actions) {
        for (Slot<R> slot : slots.all()) {
            drop(slot, actions);
        }
    }

    private void supply(Actions actions) {
        if (closing.hasBegun()) {
            closing.endIfEmpty(actions);
            return;
        }
        if (line.isEmpty() && slots.idle() >= limits.minimumIdle()) {
            return;
        }
        long now = clock.nanoTime();
        while (line.size() > onTheirWay() && (examineIdle(now, actions) || open(now, true, actions))) {}
        while (slots.idle() + onTheirWay() - line.size() < limits.minimumIdle() && open(now, false, actions)) {}
    }

    private int onTheirWay() {
        return openings.size() + slots.held();
    }

    private boolean examineIdle(long now, Actions actions) {
        Slot<R> slot = slots.newestIdle();
        if (slot == null) {
            return false;
        }
        if (!dropIfOld(slot, now, actions)) {
            boolean doubtful = ageing.isDoubtful(slot, now);
            slots.hold(slot, ageing.generation());
            actions.add(() -> factory.examine(slot, doubtful));
        }
        return true;
    }

    private boolean open(long now, boolean awaited, Actions actions) {
        if (slots.size() + openings.size() >= limits.maximumSize() || openings.size() >= limits.maximumOpening()) {
            return false;
        }
        if (!reopening.permits(now, awaited)) {
            long permittedAt = reopening.permittedAtNanos(awaited);
            if (permittedAt - now > 0) {
                reopen.ringBy(permittedAt, actions);
            }
            return false;
        }
        Opening<R> opening = new Opening<>(reopening.started(), ageing.generation(), line.nextTicket());
        openings.add(opening);
        actions.add(() -> factory.open(opening));
        return true;
    }

    private void settle(Slot<R> slot, boolean usable, int generation, Actions actions) {
        long now = clock.nanoTime();
        boolean keep = usable && !slot.broken && !closing.hasBegun() && !ageing.hasRetired(slot, now);
        Waiter<R> first = keep ? line.poll() : null;
        if (first != null) {
            Lease<R> lease = lend(slot);
            actions.add(() -> pool.handOver(first, lease));
        } else if (keep && slots.idle() < limits.maximumIdle()) {
            slots.rest(slot, now, generation);
        } else {
            drop(slot, actions);
        }
    }

    private Lease<R> lend(Slot<R> slot) {
        Lease<R> lease = new Lease<>(pool, slot);
        slots.lend(slot, lease);
        acquired++;
        return lease;
    }

    private boolean dropIfOld(Slot<R> slot, long now, Actions actions) {
        boolean old = ageing.hasRetired(slot, now)
                || (slots.idle() > limits.minimumIdle() && ageing.isIdleTooLong(slot, now));
        if (old) {
            drop(slot, actions);
        }
        return old;
    }

    private void drop(Slot<R> slot, Actions actions) {
        slots.remove(slot);
        closeOpened(slot.resource, actions);
    }

    private boolean fail(@Nullable Waiter<R> waiter, Throwable failure, Actions actions) {
        if (waiter == null) {
            return false;
        }
        actions.add(() -> waiter.future.completeExceptionally(failure));
        return true;
    }
}
