package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is to hear of it that resources cannot be opened. Guarded by the gate of the pool. */
final class Refusals<R> {
    /** Rounds of failed attempts after which a further one is the answer for everyone who waited for it. */
    private static final int FAILURES_THAT_ANSWER_ALL = 3;

    private final Stock<R> stock;

    Refusals(Stock<R> stock) {
        this.stock = stock;
    }

    /** Whom a failed attempt at {@code place} leaves with nothing on its way; null if nobody. */
    @Nullable
    Waiter<R> disappointed(Place<R> place) {
        return place.lacks() ? place.wishers.first() : null;
    }

    /**
     * An attempt failed. It is the failure of one caller, the first of those who wished for it, unless enough others are on
     * their way: that caller tries its luck at the next place, and fails when it has been refused at each. When attempts fail
     * again and again at every place while there is nothing that could come back, nobody waits for the deadline: everyone who
     * was there when the attempts began has seen them fail.
     */
    void answer(Place<R> place, @Nullable Waiter<R> waiter, Throwable failure, boolean hopeless, Actions actions) {
        if (waiter != null) {
            waiter.refusedBy(place, failure);
            Place<R> next = hopeless || !waiter.takesAny() ? null : stock.supply.alternative(waiter, null);
            if (next != null) {
                stock.line.wish(waiter, next);
            } else {
                stock.fail(
                        waiter,
                        hopeless ? failure : PoolFailures.refused(byEndpoint(waiter.refusals), failure),
                        actions);
            }
        }
        if (stock.budget.whole().open() == 0) {
            answerAll(place, failure, actions);
        }
        stock.supply.relieve(place);
    }

    private void answerAll(Place<R> last, Throwable failure, Actions actions) {
        if (last.reopening.failures() >= FAILURES_THAT_ANSWER_ALL) {
            for (Waiter<R> waiter : List.copyOf(last.choosy)) {
                if (waiter.ticket < last.refusedBefore()) {
                    stock.fail(waiter, failure, actions);
                }
            }
        }
        long ticket = Long.MAX_VALUE;
        Map<Endpoint, Throwable> failures = new LinkedHashMap<>();
        for (Place<R> place : stock.places.all()) {
            if (place.isInService()) {
                Throwable lastFailure = place.reopening.lastFailure();
                if (lastFailure == null || place.reopening.failures() < FAILURES_THAT_ANSWER_ALL) {
                    return;
                }
                failures.put(place.endpoint(), lastFailure);
                ticket = Math.min(ticket, place.refusedBefore());
            }
        }
        if (failures.isEmpty()) {
            return;
        }
        for (Waiter<R> waiter = poll(ticket); waiter != null; waiter = poll(ticket)) {
            stock.fail(waiter, PoolFailures.refused(failures, failure), actions);
        }
    }

    private @Nullable Waiter<R> poll(long ticket) {
        return stock.line.pollBefore(ticket);
    }

    private static <R> Map<Endpoint, Throwable> byEndpoint(Map<Place<R>, Throwable> refusals) {
        Map<Endpoint, Throwable> failures = new LinkedHashMap<>();
        refusals.forEach((place, failure) -> failures.put(place.endpoint(), failure));
        return failures;
    }
}
