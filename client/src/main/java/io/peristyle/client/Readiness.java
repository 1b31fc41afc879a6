package io.peristyle.client;

import io.peristyle.error.PoolException;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.PoolStats;
import io.peristyle.options.Start;
import io.peristyle.pool.Pool;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.time.Timers;
import io.peristyle.transport.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What connecting waits for. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class Readiness {
    private final Pool<Connection> pool;
    private final Duration limit;
    private final Clock clock;
    private final Timers timers;

    /** @param limit how long to wait for connections at most */
    Readiness(Pool<Connection> pool, Duration limit, Clock clock, Timers timers) {
        this.pool = pool;
        this.limit = limit;
        this.clock = clock;
        this.timers = timers;
    }

    CompletableFuture<Void> of(Start start) {
        if (start instanceof Start.WaitFor wait) {
            return connections(wait.connections());
        }
        return start instanceof Start.FailFast
                ? pool.acquire(Deadline.after(limit, clock)).thenAccept(lease -> lease.release())
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> connections(int wanted) {
        CompletableFuture<Void> ready = pool.whenReady(wanted);
        Timers.Timer timer = timers.schedule(
                () -> ready.completeExceptionally(timeout(wanted)),
                Deadline.after(limit, clock).remainingNanos(),
                TimeUnit.NANOSECONDS);
        ready.whenComplete((nothing, failure) -> timer.cancel());
        return ready;
    }

    private PoolException timeout(int wanted) {
        PoolStats stats = pool.stats();
        String failures = stats.endpoints().stream()
                .filter(server -> server.lastError() != null)
                .map(EndpointStats::lastError)
                .collect(Collectors.joining("; "));
        return new PoolException(
                PoolException.Reason.ACQUIRE_TIMEOUT,
                "the client was to start with " + wanted + " connections, but had " + (stats.size() - stats.opening())
                        + " after " + limit + " (acquire_timeout)" + (failures.isEmpty() ? "" : ": " + failures),
                null);
    }
}
