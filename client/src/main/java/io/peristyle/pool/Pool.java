package io.peristyle.pool;

import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.PoolStats;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Lends resources that are costly to open: an idle one, the most recently used first; else a new one; else the first that
 * comes back. Safe for use by many threads.
 *
 * <p>Callers are served in the order in which they came. Futures are completed on the thread that made it possible: the one
 * that returned a resource, that of the factory, that of the timers; what hangs on them must not block.
 *
 * @param <R> what is lent
 */
public final class Pool<R> {
    private final Gate gate = new Gate();
    private final ResourceFactory<R> factory;
    private final Clock clock;
    private final Stock<R> stock;

    private Pool(PoolSettings settings, ResourceFactory<R> factory) {
        this.factory = factory;
        this.clock = settings.environment().clock();
        this.stock = new Stock<>(this, gate, settings, factory);
    }

    /** A pool that begins at once to open the minimum of idle resources. */
    public static <R> Pool<R> start(PoolSettings settings, ResourceFactory<R> factory) {
        Pool<R> pool = new Pool<>(settings, factory);
        pool.gate.change(pool.stock::sweep);
        return pool;
    }

    /** {@link #acquire(Deadline)} with a deadline {@code wait} from now; zero means not to wait, though one is opened. */
    public CompletableFuture<Lease<R>> acquire(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("wait is " + wait + ", must not be negative");
        }
        return acquire(Deadline.after(wait, clock));
    }

    /**
     * Lends a resource.
     *
     * <p>Cancelling the future gives up the wait, not the attempt to open that it may have started: the new resource serves
     * the next caller or becomes idle. A resource whose hand-over crosses the cancelling goes back to the pool.
     *
     * @return completes with a lease to be ended exactly once. Fails by the deadline with {@link
     *     io.peristyle.error.PoolException} of reason {@code ACQUIRE_TIMEOUT}, its cause the last failure to open if there was
     *     one; at once with reason {@code TOO_MANY_WAITING} when the line is full; with {@link
     *     io.peristyle.error.ClientClosedException} when the pool is closed; with the factory's own exception when opening
     *     failed for this caller, or, after repeated failures that left the pool empty, for all who waited
     */
    public CompletableFuture<Lease<R>> acquire(Deadline deadline) {
        for (Lease<R> lease = gate.ask(stock::lendIdle); lease != null; lease = gate.ask(stock::lendIdle)) {
            if (FactoryCalls.isUsable(factory, lease.resource())) {
                return CompletableFuture.completedFuture(lease);
            }
            Lease<R> refused = lease;
            gate.change(actions -> stock.recall(refused, false, actions));
        }
        return joinLine(deadline);
    }

    /** {@link #acquire(Deadline)} with a preference among servers. */
    public CompletableFuture<Lease<R>> acquire(Deadline deadline, Preference preference) {
        Objects.requireNonNull(preference, "preference");
        return acquire(deadline);
    }

    /** The figures of this moment. */
    public PoolStats stats() {
        return gate.ask(actions -> stock.stats());
    }

    /** Has every resource that is idle now validated before it is lent: the other side may have gone without a word. */
    public void suspectIdle() {
        gate.change(actions -> stock.suspectIdle());
    }

    /**
     * Lends nothing any more, fails all waiters, and closes what is idle at once and what is lent when it comes back, or when
     * the grace is over. Calling it again can only shorten the grace.
     *
     * @return completes when all is closed, at most 0.1 seconds after the grace even if closing does not come to an end
     */
    public CompletableFuture<Void> close(Duration grace) {
        Objects.requireNonNull(grace, "grace");
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace is " + grace + ", must not be negative");
        }
        CompletableFuture<Void> done = gate.ask(actions -> stock.close(PoolTimes.nanos(grace), actions));
        return done.copy();
    }

    void takeBack(Lease<R> lease) {
        boolean usable = FactoryCalls.isUsable(factory, lease.resource());
        gate.change(actions -> stock.takeBack(lease, usable, actions));
    }

    void takeOut(Lease<R> lease) {
        gate.change(actions -> stock.takeBack(lease, false, actions));
    }

    void handOver(Waiter<R> waiter, Lease<R> lease) {
        if (!waiter.future.complete(lease)) {
            boolean usable = FactoryCalls.isUsable(factory, lease.resource());
            gate.change(actions -> stock.recall(lease, usable, actions));
        }
    }

    // The dependent stage is there for its effect.
    @SuppressWarnings("FutureReturnValueIgnored")
    private CompletableFuture<Lease<R>> joinLine(Deadline deadline) {
        long wait = Math.max(0, deadline.remainingNanos());
        Waiter<R> waiter = new Waiter<>(clock.nanoTime(), wait);
        waiter.future.whenComplete((lease, failure) -> {
            if (waiter.waiting) {
                gate.change(actions -> stock.leave(waiter));
            }
        });
        ClickHouseException refusal = gate.ask(actions -> stock.join(waiter, actions));
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (wait == 0) {
            gate.change(stock::expire);
        }
        return waiter.future;
    }
}
