package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.observe.ConnectionEvent.Reason;
import io.peristyle.observe.EndpointEvent.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Which places there are and which take part, how much there may be of everything, and who waits for that. Under the gate. */
final class Membership<R> {
    private final Stock<R> stock;
    private final List<Ready> awaited = new ArrayList<>();

    /** Servers without addresses, of which no new place is given work. */
    private final Set<Endpoint> drained = new HashSet<>();

    /** Whether anything waits to be told that a place is empty, or to be forgotten then. */
    private boolean emptying;

    Membership(Stock<R> stock) {
        this.stock = stock;
    }

    void replace(List<WeightedEndpoint> endpoints, Actions actions) {
        Places.Change<R> change = stock.places.replace(endpoints);
        for (Place<R> place : change.added()) {
            stock.events.endpoint(place.endpoint(), Change.ADDED, actions);
            if (drained.contains(serverOf(place.endpoint())) && !place.isDraining()) {
                place.drain(true);
                stock.events.endpoint(place.endpoint(), Change.DRAINING, actions);
            }
        }
        for (Place<R> place : change.gone()) {
            stock.events.endpoint(place.endpoint(), Change.REMOVED, actions);
            withdraw(place, actions);
        }
        changed(actions);
        stock.supply.run(actions);
    }

    /** Whether places of a server that are to come are out of service from the beginning. */
    void drainToCome(Endpoint server, boolean drain) {
        if (drain) {
            drained.add(serverOf(server));
        } else {
            drained.remove(serverOf(server));
        }
    }

    private static Endpoint serverOf(Endpoint place) {
        return new Endpoint(place.host(), place.port());
    }

    CompletableFuture<Void> drain(Endpoint endpoint, Actions actions) {
        Place<R> place = stock.places.find(endpoint);
        if (place == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (!place.isDraining()) {
            place.drain(true);
            stock.events.endpoint(endpoint, Change.DRAINING, actions);
        }
        CompletableFuture<Void> empty = new CompletableFuture<>();
        place.emptied.add(empty);
        withdraw(place, actions);
        changed(actions);
        stock.supply.run(actions);
        return empty;
    }

    void resume(Endpoint endpoint, Actions actions) {
        Place<R> place = stock.places.find(endpoint);
        if (place == null || !place.isDraining()) {
            return;
        }
        place.drain(false);
        place.breaker.recover(stock.clock.nanoTime());
        for (CompletableFuture<Void> empty : place.emptied) {
            actions.add(() -> empty.completeExceptionally(new CancellationException(endpoint + " was resumed")));
        }
        place.emptied.clear();
        stock.events.endpoint(endpoint, Change.RESUMED, actions);
        changed(actions);
        stock.supply.run(actions);
    }

    void resize(PoolLimits limits, Actions actions) {
        stock.budget.limits(limits);
        Counts whole = stock.budget.whole();
        for (Place<R> place : stock.places.all()) {
            while (place.counts.size() > stock.budget.perPlace() && dropOldest(place.idle.oldest(), actions)) {}
        }
        while ((whole.size() > limits.maximumSize() || whole.idle() > limits.maximumIdle())
                && dropOldest(stock.places.oldestIdle(null), actions)) {}
        changed(actions);
        stock.supply.run(actions);
    }

    CompletableFuture<Void> whenReady(int connections, Actions actions) {
        Ready ready = new Ready(connections, new CompletableFuture<>());
        if (stock.closing.hasBegun()) {
            actions.add(() -> ready.future.completeExceptionally(PoolFailures.closed()));
            return ready.future;
        }
        awaited.add(ready);
        want(actions);
        return ready.future;
    }

    void forgetReady(CompletableFuture<Void> future, Actions actions) {
        if (awaited.removeIf(ready -> ready.future == future)) {
            want(actions);
        }
    }

    /** A resource was opened. */
    void opened(Actions actions) {
        if (!awaited.isEmpty()) {
            want(actions);
        }
    }

    /** No further place would take those in either. */
    void hopeless(Throwable failure, Actions actions) {
        for (Ready ready : awaited) {
            actions.add(() -> ready.future.completeExceptionally(failure));
        }
        awaited.clear();
        stock.budget.wanted(0);
        stock.places.refresh();
    }

    /** Places came or went, in whatever way: wishes are moved to those that are given work. */
    void changed(Actions actions) {
        List<Place<R>> before = stock.places.candidates().places();
        stock.places.refresh();
        for (Waiter<R> waiter : stock.line.takers()) {
            if (waiter.wish == null || !waiter.wish.isServing()) {
                stock.line.wish(waiter, next(waiter));
            }
        }
        if (!before.containsAll(stock.places.candidates().places())) {
            stock.supply.watchAnew(actions);
        }
    }

    /** The next place to try; where each that is left has refused the caller, it is one of these again. */
    private @Nullable Place<R> next(Waiter<R> waiter) {
        Place<R> next = stock.supply.alternative(waiter, null);
        if (next == null && !waiter.refusals.isEmpty()) {
            waiter.refusals.clear();
            next = stock.supply.alternative(waiter, null);
        }
        return next;
    }

    /** Tells those who wait for it that nothing is left of a place. */
    void tellWhatIsEmpty(Actions actions) {
        if (!emptying) {
            return;
        }
        emptying = false;
        for (Place<R> place : stock.places.all()) {
            if (place.isInService()) {
                continue;
            }
            if (place.isEmpty()) {
                tell(place, actions);
                stock.places.forget(place);
            } else {
                emptying = true;
            }
        }
    }

    /** The pool is being closed. */
    void close(Actions actions) {
        for (Ready ready : awaited) {
            actions.add(() -> ready.future.completeExceptionally(PoolFailures.closed()));
        }
        awaited.clear();
    }

    /** The pool is closed. */
    void end(Actions actions) {
        stock.places.all().forEach(place -> tell(place, actions));
    }

    private void tell(Place<R> place, Actions actions) {
        for (CompletableFuture<Void> empty : place.emptied) {
            actions.add(() -> empty.complete(null));
        }
        place.emptied.clear();
    }

    private void withdraw(Place<R> place, Actions actions) {
        emptying = true;
        for (Slot<R> slot : place.idle.fromOldest()) {
            stock.drop(slot, Reason.WITHDRAWN, actions);
        }
        for (Waiter<R> waiter : List.copyOf(place.choosy)) {
            stock.fail(waiter, PoolFailures.outOfService(place.endpoint()), actions);
        }
    }

    private boolean dropOldest(@Nullable Slot<R> oldest, Actions actions) {
        if (oldest == null) {
            return false;
        }
        stock.drop(oldest, Reason.WITHDRAWN, actions);
        return true;
    }

    private void want(Actions actions) {
        int open = stock.budget.whole().open();
        int wanted = 0;
        for (Ready ready : List.copyOf(awaited)) {
            if (open >= ready.connections) {
                awaited.remove(ready);
                actions.add(() -> ready.future.complete(null));
            } else {
                wanted = Math.max(wanted, ready.connections);
            }
        }
        stock.budget.wanted(wanted);
        stock.places.refresh();
        stock.supply.run(actions);
    }

    /** Somebody who waits until so many resources are open. */
    private record Ready(int connections, CompletableFuture<Void> future) {}
}
