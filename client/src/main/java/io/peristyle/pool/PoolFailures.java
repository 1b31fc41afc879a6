package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.PoolException;
import io.peristyle.error.PoolException.Reason;
import java.time.Duration;
import java.util.Map;

/** The wording of what the pool itself refuses. */
final class PoolFailures {
    private static final int PLACES_NAMED = 5;

    private PoolFailures() {}

    static PoolException timeout(long waitedNanos, Situation situation) {
        String message = "no connection within " + Duration.ofNanos(waitedNanos).toMillis() + " ms: "
                + situation.counts() + situation.details()
                + (situation.lastFailure() == null ? "" : "; the last attempt to open one failed");
        return new PoolException(Reason.ACQUIRE_TIMEOUT, message, situation.lastFailure());
    }

    static PoolException tooManyWaiting(int maximumWaiting, Situation situation) {
        String message = "more callers than the " + maximumWaiting + " allowed would wait for a connection: "
                + situation.counts();
        return new PoolException(Reason.TOO_MANY_WAITING, message, null);
    }

    static ClientClosedException closed() {
        return new ClientClosedException("the connection pool is closed", FailureContext.NOTHING_SENT, null);
    }

    static ConnectionException outOfService(Endpoint endpoint) {
        return new ConnectionException(
                endpoint + " is drained, or is none of the servers any more",
                FailureContext.connecting(endpoint),
                null);
    }

    /** What somebody is told who was refused at every place: the failure itself if there is but one. */
    static Throwable refused(Map<Endpoint, Throwable> failures, Throwable last) {
        if (failures.size() < 2) {
            return last;
        }
        StringBuilder message = new StringBuilder("none of " + failures.size() + " servers could be connected to");
        int named = 0;
        Endpoint endpoint = null;
        for (Map.Entry<Endpoint, Throwable> failure : failures.entrySet()) {
            endpoint = failure.getKey();
            if (named++ < PLACES_NAMED) {
                message.append(named == 1 ? ": " : "; ").append(endpoint);
                message.append(": ").append(Place.textOf(failure.getValue()));
            }
        }
        if (named > PLACES_NAMED) {
            message.append("; and ").append(named - PLACES_NAMED).append(" more");
        }
        FailureContext context = endpoint == null ? FailureContext.NOTHING_SENT : FailureContext.connecting(endpoint);
        return new ConnectionException(message.toString(), context, last);
    }
}
