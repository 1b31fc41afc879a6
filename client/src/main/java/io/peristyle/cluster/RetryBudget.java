package io.peristyle.cluster;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What further attempts of all statements together may amount to: a share of the statements, so that servers in trouble are
 * not asked much oftener than usual. Thread-safe.
 *
 * <p>Besides, there is always a small reserve to begin with, for the statements that are under way on a server that dies. It
 * is an advance on the share: over the life of a client further attempts are never more than the larger of the two.
 */
final class RetryBudget {
    private static final long ATTEMPT = 100;

    private final int percent;
    private final long most;
    /** In hundredths of an attempt. */
    private final AtomicLong saved;
    /** What of the reserve the statements have not earned yet. */
    private final AtomicLong advance;

    /**
     * @param percent further attempts for each hundred statements
     * @param reserve attempts that are saved at most, and there are at first
     */
    RetryBudget(int percent, int reserve) {
        this.percent = percent;
        this.most = percent == 0 ? 0 : reserve * ATTEMPT;
        this.saved = new AtomicLong(most);
        this.advance = new AtomicLong(most);
    }

    /** A statement was given to the client. */
    void onStatement() {
        if (advance.get() > 0) {
            advance.addAndGet(-percent);
        } else if (saved.get() < most) {
            saved.accumulateAndGet(percent, (before, earned) -> Math.min(most, before + earned));
        }
    }

    /** Takes one attempt out of it; false if there is none left. */
    boolean take() {
        for (long before = saved.get(); before >= ATTEMPT; before = saved.get()) {
            if (saved.compareAndSet(before, before - ATTEMPT)) {
                return true;
            }
        }
        return false;
    }
}
