package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.PoolStats;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lends resources that are costly to open, each of one of several places. A place is chosen for each caller, who gets what is
 * idle there, the most recently used first; else what is opened there on its behalf; or whatever comes back or is opened
 * elsewhere before that. One line and one budget serve all places. Safe for use by many threads.
 *
 * <p>Callers who wait are served in the order in which they came. Futures are completed on the thread that made it possible:
 * the one that returned a resource, that of the factory, that of the timers; what hangs on them must not block.
 *
 * @param <R> what is lent
 */
@SuppressWarnings("FutureReturnValueIgnored") // Dependent stages are there for their effect.
public final class Pool<R> {
    private final Gate gate = new Gate();
    private final ResourceFactory<R> factory;
    private final Clock clock;
    private final Stock<R> stock;
    private final Choice<R> choice;
    private final PoolEvents events;
    private final boolean detectsLeaks;

    private Pool(PoolSettings settings, ResourceFactory<R> factory) {
        this.factory = factory;
        this.clock = settings.environment().clock();
        this.stock = new Stock<>(this, gate, settings, factory);
        this.choice = new Choice<>(settings.balancing(), stock.places);
        this.events = stock.events;
        this.detectsLeaks = settings.times().detectsLeaks();
    }

    /**
     * A pool that begins at once to open the minimum of idle resources.
     *
     * @param endpoints the places, as for {@link #endpoints(List)}
     */
    public static <R> Pool<R> start(
            PoolSettings settings, ResourceFactory<R> factory, List<WeightedEndpoint> endpoints) {
        Pool<R> pool = new Pool<>(settings, factory);
        pool.endpoints(endpoints);
        pool.gate.change(pool.stock.care::sweep);
        return pool;
    }

    /** {@link #acquire(Deadline)} with a deadline {@code wait} from now; zero means not to wait, though one is opened. */
    public CompletableFuture<Lease<R>> acquire(Duration wait) {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("wait is " + wait + ", must not be negative");
        }
        return acquire(Deadline.after(wait, clock), Preference.ANY);
    }

    /** {@link #acquire(Deadline, Preference)} of any place. */
    public CompletableFuture<Lease<R>> acquire(Deadline deadline) {
        return acquire(deadline, Preference.ANY);
    }

    /**
     * Lends a resource.
     *
     * <p>Cancelling the future gives up the wait, not the attempt to open that it may have started: the new resource serves
     * the next caller or becomes idle. A resource whose hand-over crosses the cancelling goes back to the pool.
     *
     * <p>A caller is not told of an attempt that failed while there is a place that has not refused it.
     *
     * @return completes with a lease to be ended exactly once. Fails by the deadline with {@link
     *     io.peristyle.error.PoolException} of reason {@code ACQUIRE_TIMEOUT}, its cause the last failure to open if there was
     *     one; at once with reason {@code TOO_MANY_WAITING} when the line is full; with {@link
     *     io.peristyle.error.ClientClosedException} when the pool is closed. Where every place refused: with the factory's own
     *     exception if there is one place, or if it is {@linkplain ResourceFactory#isHopeless hopeless}, else with a {@link
     *     io.peristyle.error.ConnectionException} that says how each one refused; likewise for all who waited, after repeated
     *     failures everywhere that left the pool empty. With a {@code ConnectionException} at once if the only place that will
     *     do is drained or unknown
     */
    public CompletableFuture<Lease<R>> acquire(Deadline deadline, Preference preference) {
        Throwable borrowedAt = detectsLeaks ? new Throwable("a connection was acquired here") : null;
        Endpoint only = preference.only();
        Place<R> place = only == null ? choice.among(preference) : gate.ask(actions -> stock.places.find(only));
        for (Lease<R> lease = lendIdle(place, borrowedAt); lease != null; lease = lendIdle(place, borrowedAt)) {
            if (FactoryCalls.isUsable(factory, lease.resource())) {
                events.acquired(lease.endpoint(), 0);
                return CompletableFuture.completedFuture(lease);
            }
            Lease<R> refused = lease;
            gate.change(actions -> stock.recall(refused, false, actions));
        }
        long wait = Math.max(0, deadline.remainingNanos());
        Waiter<R> waiter = new Waiter<>(this, preference, clock.nanoTime(), wait).borrowingAt(borrowedAt);
        return joinLine(waiter, place);
    }

    /**
     * Replaces the places. One that was there before keeps its resources, statistics and health; of one that is missing now,
     * nothing is lent any more, what is idle is closed, and what is lent is closed when it comes back.
     *
     * @param endpoints each with its weight; the order matters to {@link io.peristyle.options.Balancing}. Where one appears
     *     twice, its last weight counts. If there are none, callers wait
     */
    public void endpoints(List<WeightedEndpoint> endpoints) {
        List<WeightedEndpoint> given = List.copyOf(endpoints);
        gate.change(actions -> stock.membership.replace(given, actions));
    }

    /**
     * Takes a place out of service until {@link #resume}: nothing of it is lent, what is idle is closed, and what is lent is
     * closed when it comes back. If no place is left, callers wait.
     *
     * @return completes when nothing of it is left, at once if it is unknown; cancelled if it is resumed before
     */
    public CompletableFuture<Void> drain(Endpoint endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        return gate.ask(actions -> stock.membership.drain(endpoint, actions));
    }

    /** Takes a drained place back into service, with a share of the work that grows over some seconds. */
    public void resume(Endpoint endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        gate.change(actions -> stock.membership.resume(endpoint, actions));
    }

    /**
     * Whether places of a server that {@link #endpoints} adds later are out of service from the beginning, as if drained.
     *
     * @param server host and port; its address does not count
     */
    public void drainToCome(Endpoint server, boolean drain) {
        Objects.requireNonNull(server, "server");
        gate.change(actions -> stock.membership.drainToCome(server, drain));
    }

    /** Changes the limits. Idle resources above them are closed at once, lent ones when they come back. */
    public void resize(PoolLimits limits) {
        Objects.requireNonNull(limits, "limits");
        gate.change(actions -> stock.membership.resize(limits, actions));
    }

    /**
     * Opens resources until there are {@code connections}, lent ones included, as if that were the minimum to be kept idle.
     * Cancelling the future gives that up.
     *
     * @return completes when so many are open; fails if the factory calls a failure to open {@linkplain
     *     ResourceFactory#isHopeless hopeless}, or the pool is closed. Has no limit in time
     */
    public CompletableFuture<Void> whenReady(int connections) {
        int maximum = stock.budget.limits().maximumSize();
        if (connections < 1 || connections > maximum) {
            throw new IllegalArgumentException("connections is " + connections + ", must be 1 to " + maximum);
        }
        CompletableFuture<Void> ready = gate.ask(actions -> stock.membership.whenReady(connections, actions));
        ready.whenComplete((nothing, failure) -> {
            if (ready.isCancelled()) {
                gate.change(actions -> stock.membership.forgetReady(ready, actions));
            }
        });
        return ready;
    }

    /** The figures of this moment. */
    public PoolStats stats() {
        return gate.ask(actions -> stock.stats());
    }

    /** Has every resource that is idle now validated before it is lent: the other side may have gone without a word. */
    public void suspectIdle() {
        gate.change(actions -> stock.places.all().forEach(place -> place.ageing.suspectIdle()));
    }

    /** {@link #suspectIdle()} for the resources of one place; does nothing if it is unknown. */
    public void suspectIdle(Endpoint endpoint) {
        gate.change(actions -> {
            Place<R> place = stock.places.find(endpoint);
            if (place != null) {
                place.ageing.suspectIdle();
            }
        });
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
        boolean usable = FactoryCalls.isUsable(factory, lease.resource());
        gate.change(actions -> stock.takeOut(lease, usable, actions));
    }

    void handOver(Waiter<R> waiter, Lease<R> lease, long waitedNanos) {
        if (!waiter.isDone()) {
            events.acquired(lease.endpoint(), waitedNanos);
        }
        if (!waiter.complete(lease)) {
            boolean usable = FactoryCalls.isUsable(factory, lease.resource());
            gate.change(actions -> stock.recall(lease, usable, actions));
        }
    }

    /** The waiter wants nothing any more. */
    void leave(Waiter<R> waiter) {
        gate.change(actions -> stock.leave(waiter));
    }

    private @Nullable Lease<R> lendIdle(@Nullable Place<R> place, @Nullable Throwable borrowedAt) {
        // What comes back between this look and the line is given to whoever stands there.
        return place == null || place.idle() == 0
                ? null
                : gate.ask(actions -> stock.lendIdle(place, borrowedAt, actions));
    }

    private CompletableFuture<Lease<R>> joinLine(Waiter<R> waiter, @Nullable Place<R> chosen) {
        ClickHouseException refusal = gate.ask(actions -> stock.join(waiter, chosen, actions));
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (waiter.deadlineNanos == waiter.joinedNanos) {
            gate.change(stock::expire);
        }
        return waiter;
    }
}
