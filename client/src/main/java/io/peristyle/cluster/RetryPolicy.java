package io.peristyle.cluster;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.ServerException;
import io.peristyle.error.TransientError;
import io.peristyle.options.RetryOptions;
import io.peristyle.time.Deadline;
import java.util.SplittableRandom;

/**
 * Decides on further attempts: after connections that broke, after silence, and after the server's errors that are {@link
 * TransientError}s; as many as the options and the {@link RetryBudget} allow, and none past the deadline. Thread-safe.
 *
 * <p>Pauses are drawn from the whole range between the shortest one and a limit that is three times as long after each attempt.
 * There is none after the first attempt if nothing of it was sent: it met a connection that had died, not a server in trouble.
 */
final class RetryPolicy {
    private static final int GROWTH = 3;
    private static final int MOST_MEMORY_FAILURES = 1;

    private final RetryOptions options;
    private final RetryBudget budget;
    private final Object lock = new Object();
    // Guarded by the lock.
    private final SplittableRandom random;

    RetryPolicy(RetryOptions options, RetryBudget budget, long seed) {
        this.options = options;
        this.budget = budget;
        this.random = new SplittableRandom(seed);
    }

    /** A statement was given to the client. */
    void onStatement() {
        budget.onStatement();
    }

    /**
     * What follows the attempt that was written down last.
     *
     * @param onOneServer whether the next attempt has to go to the server of the last one
     */
    RetryDecision after(ClickHouseException failure, boolean onOneServer, AttemptLog log, Deadline deadline) {
        if (!mayPass(failure, log) || log.attempts() > options.retries()) {
            return RetryDecision.END;
        }
        boolean freshTry = !failure.requestSent() && !onOneServer;
        long pause = freshTry && log.attempts() == 1 ? 0 : pauseNanos(log.attempts());
        if (pause >= deadline.remainingNanos()) {
            return RetryDecision.END;
        }
        if (failure.requestSent() && !budget.take()) {
            return RetryDecision.refused(
                    "not tried again, since the retries of this client have used up their share of "
                            + options.budgetPercent() + " % (retry_budget)");
        }
        return new RetryDecision(true, pause, isCuredElsewhere(failure), "");
    }

    private static boolean mayPass(ClickHouseException failure, AttemptLog log) {
        if (failure instanceof ServerException error) {
            TransientError kind = TransientError.of(error.code());
            return kind != null
                    && (kind != TransientError.MEMORY || log.failures(TransientError.MEMORY) <= MOST_MEMORY_FAILURES);
        }
        return failure instanceof ConnectionException || isSilence(failure);
    }

    /** Whether the server neither answered nor took what it was sent. */
    static boolean isSilence(ClickHouseException failure) {
        return failure instanceof OperationTimeoutException timeout
                && (timeout.phase() == Phase.READ || timeout.phase() == Phase.WRITE);
    }

    private static boolean isCuredElsewhere(ClickHouseException failure) {
        if (failure instanceof ServerException error) {
            TransientError kind = TransientError.of(error.code());
            return kind != null && kind.isCuredElsewhere();
        }
        return true;
    }

    private long pauseNanos(int attempts) {
        long shortest = options.minimumBackoff().toNanos();
        long longest = Math.max(shortest, options.maximumBackoff().toNanos());
        double limit = Math.min((double) longest, Math.max(1, shortest) * Math.pow(GROWTH, attempts));
        synchronized (lock) {
            return shortest + (long) (random.nextDouble() * (limit - shortest));
        }
    }
}
