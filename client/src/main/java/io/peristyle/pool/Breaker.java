package io.peristyle.pool;

import io.peristyle.observe.BreakerState;
import java.util.SplittableRandom;

/**
 * Decides whether a place is given work. Changed under the gate of the pool.
 *
 * <p>So many failures running open it. After a pause with jitter one probe decides: it closes again, or stays open for a
 * longer pause. Closed again, its weight grows over some seconds, lest it be flooded. What connections do that are older
 * than the last closing says nothing about the server that is there now.
 */
final class Breaker {
    private static final double FIRST_SHARE = 0.1;
    private static final double JITTER = 0.5;
    private static final int MAXIMUM_DOUBLINGS = 30;

    private final BreakerSettings settings;
    private final SplittableRandom random;
    private BreakerState state = BreakerState.CLOSED;
    private int failuresToOpen;
    private int failuresInUse;
    private int timesOpened;
    private long pauseNanos;
    private long openedNanos;
    private int era;

    // Read by the balancing, outside of the gate.
    private volatile boolean recovering;
    private volatile long recoveringSinceNanos;

    Breaker(BreakerSettings settings, SplittableRandom random) {
        this.settings = settings;
        this.random = random;
    }

    BreakerState state() {
        return state;
    }

    boolean isClosed() {
        return state == BreakerState.CLOSED;
    }

    /** Grows with each closing. */
    int era() {
        return era;
    }

    /** Whether nothing has failed since the last success. */
    boolean isUntroubled() {
        return failuresToOpen + failuresInUse == 0;
    }

    /** When the next probe is due; of an open breaker. */
    long probeAtNanos() {
        return openedNanos + pauseNanos;
    }

    /** A connection of era {@code ofEra} failed while it was used; returns whether the breaker opened for it. */
    boolean failedInUse(int ofEra, long nowNanos) {
        if (ofEra == era) {
            failuresInUse++;
        }
        return ofEra == era && openIfTooMany(nowNanos);
    }

    /** A connection could not be opened, which was tried in era {@code ofEra}; returns whether the breaker opened for it. */
    boolean failedToOpen(int ofEra, long nowNanos) {
        if (ofEra == era) {
            failuresToOpen++;
        }
        return ofEra == era && openIfTooMany(nowNanos);
    }

    private boolean openIfTooMany(long nowNanos) {
        if (state != BreakerState.CLOSED || failuresToOpen + failuresInUse < settings.failureThreshold()) {
            return false;
        }
        // A place that was well for longer than its last pause starts anew.
        if (nowNanos - recoveringSinceNanos > PoolTimes.nanos(settings.rampUp()) + pauseNanos) {
            timesOpened = 0;
        }
        open(nowNanos);
        return true;
    }

    /** The probe is on its way. */
    void probing() {
        state = BreakerState.HALF_OPEN;
    }

    /** The probe failed. */
    void probeFailed(long nowNanos) {
        open(nowNanos);
    }

    /** Something went well on a connection lent at {@code lentNanos}; returns whether the breaker closed for it. */
    boolean succeeded(int ofEra, long lentNanos, long nowNanos) {
        if (ofEra != era) {
            return false;
        }
        if (state == BreakerState.CLOSED) {
            failuresToOpen = 0;
            failuresInUse = 0;
            return false;
        }
        // What was under way when it opened may still go well.
        return lentNanos - openedNanos > 0 && opened(nowNanos);
    }

    /** A connection was opened; returns whether the breaker closed for it. Alone, it does not prove that work would be done. */
    boolean opened(long nowNanos) {
        failuresToOpen = 0;
        if (state == BreakerState.CLOSED) {
            return false;
        }
        failuresInUse = 0;
        state = BreakerState.CLOSED;
        era++;
        recover(nowNanos);
        return true;
    }

    /** Begins with a small share of the work. */
    void recover(long nowNanos) {
        recoveringSinceNanos = nowNanos;
        recovering = true;
    }

    /** Whether {@link #share} is less than 1, as far as is known without looking at the clock. */
    boolean isRecovering() {
        return recovering;
    }

    /** The part of its weight that the place has, 0.1 to 1. */
    double share(long nowNanos) {
        double part = (double) (nowNanos - recoveringSinceNanos) / PoolTimes.nanos(settings.rampUp());
        if (part >= 1) {
            recovering = false;
            return 1;
        }
        return FIRST_SHARE + (1 - FIRST_SHARE) * Math.max(0, part);
    }

    private void open(long nowNanos) {
        state = BreakerState.OPEN;
        openedNanos = nowNanos;
        long first = PoolTimes.nanos(settings.cooldown());
        long longest = PoolTimes.nanos(settings.maximumPause());
        int doublings = Math.min(timesOpened++, MAXIMUM_DOUBLINGS);
        long bound = longest >> doublings < first ? longest : first << doublings;
        pauseNanos = bound - (long) (bound * JITTER * random.nextDouble());
    }
}
