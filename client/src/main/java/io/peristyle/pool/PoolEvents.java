package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.BreakerEvent;
import io.peristyle.observe.BreakerState;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.EndpointEvent;
import io.peristyle.observe.LeaseEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pool tells its observer: always as an action, once the lock is free. */
final class PoolEvents {
    private static final Logger LOG = LoggerFactory.getLogger(PoolEvents.class);

    private final ClientObserver observer;

    PoolEvents(ClientObserver observer) {
        this.observer = observer;
    }

    void opened(Endpoint endpoint, long tookNanos, Actions actions) {
        actions.add(() -> observer.onConnection(new ConnectionEvent.Opened(endpoint, Duration.ofNanos(tookNanos))));
    }

    void openFailed(Endpoint endpoint, long tookNanos, Throwable failure, Actions actions) {
        actions.add(() ->
                observer.onConnection(new ConnectionEvent.OpenFailed(endpoint, Duration.ofNanos(tookNanos), failure)));
    }

    void closed(Endpoint endpoint, long ageNanos, ConnectionEvent.Reason reason, Actions actions) {
        actions.add(
                () -> observer.onConnection(new ConnectionEvent.Closed(endpoint, Duration.ofNanos(ageNanos), reason)));
    }

    /** Of a lease that its caller is about to get; not under the lock. */
    void acquired(Endpoint endpoint, long waitedNanos) {
        if (observer.wantsLeases()) {
            observer.onLease(new LeaseEvent.Acquired(endpoint, Duration.ofNanos(waitedNanos)));
        }
    }

    void released(Endpoint endpoint, long usedNanos, Actions actions) {
        if (observer.wantsLeases()) {
            actions.add(() -> observer.onLease(new LeaseEvent.Released(endpoint, Duration.ofNanos(usedNanos))));
        }
    }

    void refused(long waitedNanos, Throwable failure, Actions actions) {
        if (observer.wantsLeases()) {
            actions.add(() -> observer.onLease(new LeaseEvent.Refused(Duration.ofNanos(waitedNanos), failure)));
        }
    }

    void overdue(LeaseEvent.Overdue event, Actions actions) {
        actions.add(() -> observer.onLease(event));
    }

    void breaker(Endpoint endpoint, BreakerState from, BreakerState to, @Nullable Throwable cause, Actions actions) {
        actions.add(() -> {
            log(endpoint, from, to, cause);
            observer.onBreaker(new BreakerEvent(endpoint, from, to, cause));
        });
    }

    /** Of a server that others stand in for nobody would hear otherwise; the probes of one that stays away are no news. */
    private static void log(Endpoint endpoint, BreakerState from, BreakerState to, @Nullable Throwable cause) {
        if (from == BreakerState.CLOSED) {
            LOG.warn(
                    "{} gets no statements until it answers again: {}",
                    endpoint,
                    cause == null ? "" : cause.getMessage());
        } else if (to == BreakerState.CLOSED) {
            LOG.info("{} answers again and gets statements", endpoint);
        }
    }

    void endpoint(Endpoint endpoint, EndpointEvent.Change change, Actions actions) {
        actions.add(() -> observer.onEndpoint(new EndpointEvent(endpoint, change)));
    }
}
