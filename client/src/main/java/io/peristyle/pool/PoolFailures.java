package io.peristyle.pool;

import io.peristyle.error.ClientClosedException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.PoolException;
import io.peristyle.error.PoolException.Reason;
import io.peristyle.observe.PoolStats;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The wording of what the pool itself refuses. */
final class PoolFailures {
    private PoolFailures() {}

    static PoolException timeout(long waitedNanos, PoolStats stats, int maximumSize, @Nullable Throwable lastFailure) {
        String message = "no connection within " + Duration.ofNanos(waitedNanos).toMillis() + " ms: "
                + counts(stats, maximumSize)
                + (lastFailure == null ? "" : "; the last attempt to open one failed");
        return new PoolException(Reason.ACQUIRE_TIMEOUT, message, lastFailure);
    }

    static PoolException tooManyWaiting(PoolStats stats, PoolLimits limits) {
        String message = "more callers than the " + limits.maximumWaiting() + " allowed would wait for a connection: "
                + counts(stats, limits.maximumSize());
        return new PoolException(Reason.TOO_MANY_WAITING, message, null);
    }

    static ClientClosedException closed() {
        return new ClientClosedException("the connection pool is closed", FailureContext.NOTHING_SENT, null);
    }

    private static String counts(PoolStats stats, int maximumSize) {
        return stats.inUse() + " in use, " + stats.idle() + " idle, " + stats.opening() + " opening, maximum "
                + maximumSize + ", " + stats.pending() + " pending";
    }
}
