package io.peristyle.telemetry;

import io.peristyle.observe.BreakerEvent;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.EndpointEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of one client to flight recordings, where they are committed at once, and to each of its observers, where
 * they wait in a queue of its own. May be called on any thread, event loops included: it neither blocks nor throws.
 *
 * <p>Whoever emits events of statements and leases asks {@link #wantsQueries} or {@link #wantsLeases} before it makes one:
 * with no observer and no recording, nothing is allocated.
 */
public final class Telemetry implements ClientObserver {
    private final List<ObserverQueue> queues;
    private final @Nullable ClientObserver recordings = recordings();
    private final boolean queriesObserved;
    private final boolean leasesObserved;

    /**
     * @param observers the user's; asked here what they want
     * @param callbacks where they are called
     */
    public Telemetry(List<ClientObserver> observers, Executor callbacks) {
        this.queues = observers.stream()
                .map(observer -> new ObserverQueue(observer, callbacks))
                .toList();
        this.queriesObserved = queues.stream().anyMatch(ObserverQueue::wantsQueries);
        this.leasesObserved = queues.stream().anyMatch(ObserverQueue::wantsLeases);
    }

    /** Whether anybody wants to be told of statements, at this moment. */
    @Override
    public boolean wantsQueries() {
        return queriesObserved || (recordings != null && recordings.wantsQueries());
    }

    /** Whether anybody wants to be told of leases, at this moment. */
    @Override
    public boolean wantsLeases() {
        return leasesObserved || (recordings != null && recordings.wantsLeases());
    }

    @Override
    public void onConnection(ConnectionEvent event) {
        if (recordings != null) {
            recordings.onConnection(event);
        }
        offer(observer -> observer.onConnection(event));
    }

    @Override
    public void onLease(LeaseEvent event) {
        if (recordings != null) {
            recordings.onLease(event);
        }
        for (ObserverQueue queue : queues) {
            if (queue.wantsLeases()) {
                queue.offer(observer -> observer.onLease(event));
            }
        }
    }

    @Override
    public void onQuery(QueryEvent event) {
        if (recordings != null) {
            recordings.onQuery(event);
        }
        for (ObserverQueue queue : queues) {
            if (queue.wantsQueries()) {
                queue.offer(observer -> observer.onQuery(event));
            }
        }
    }

    @Override
    public void onRetry(RetryEvent event) {
        if (recordings != null) {
            recordings.onRetry(event);
        }
        offer(observer -> observer.onRetry(event));
    }

    @Override
    public void onBreaker(BreakerEvent event) {
        if (recordings != null) {
            recordings.onBreaker(event);
        }
        offer(observer -> observer.onBreaker(event));
    }

    @Override
    public void onEndpoint(EndpointEvent event) {
        if (recordings != null) {
            recordings.onEndpoint(event);
        }
        offer(observer -> observer.onEndpoint(event));
    }

    @Override
    public void onLostInsert(LostInsertEvent event) {
        if (recordings != null) {
            recordings.onLostInsert(event);
        }
        offer(observer -> observer.onLostInsert(event));
    }

    /** Completes when every observer has been told what it is still to be told; never, if one of them blocks. */
    public CompletableFuture<Void> drained() {
        return CompletableFuture.allOf(
                queues.stream().map(ObserverQueue::drained).toArray(CompletableFuture[]::new));
    }

    /** Drops what waits and what comes, and interrupts observers that have not returned. */
    public void stop() {
        queues.forEach(ObserverQueue::stop);
    }

    /** Null where the module {@code jdk.jfr} is missing: in a runtime that was cut to size. */
    private static @Nullable ClientObserver recordings() {
        try {
            Class.forName("jdk.jfr.Event", false, Telemetry.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            return null;
        }
        return new FlightObserver();
    }

    private void offer(Consumer<ClientObserver> event) {
        for (ObserverQueue queue : queues) {
            queue.offer(event);
        }
    }
}
