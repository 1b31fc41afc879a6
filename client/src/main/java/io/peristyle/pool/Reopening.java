package io.peristyle.pool;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a resource may be opened after others could not be. Guarded by the gate of the pool.
 *
 * <p>Attempts come in rounds. While nothing fails, any number may run side by side. Of those that fail together the first
 * counts and ends the round; then one attempt at a time is made: the first at once, the others after a pause. One success
 * ends it all.
 */
final class Reopening {
    private static final int MAXIMUM_DOUBLINGS = 30;

    private final SplittableRandom random;
    private final long minimumNanos;
    private final long maximumNanos;
    private final long maximumAwaitedNanos;

    private int round;
    private int runningInRound;
    private int failures;
    private long failedAtNanos;
    private double chance;
    private @Nullable Throwable lastFailure;

    Reopening(ReopenDelay delay, SplittableRandom random) {
        this.random = random;
        this.minimumNanos = PoolTimes.nanos(delay.minimum());
        this.maximumNanos = PoolTimes.nanos(delay.maximum());
        this.maximumAwaitedNanos = PoolTimes.nanos(delay.maximumAwaited());
    }

    /** How many rounds have failed since the last success. */
    int failures() {
        return failures;
    }

    /** Why the last attempt failed; null if the last one did not. */
    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    /** When the last attempt that counted failed. */
    long failedAtNanos() {
        return failedAtNanos;
    }

    /** Whether an attempt may start now; {@code awaited} if callers wait for it. */
    boolean permits(long nowNanos, boolean awaited) {
        return failures == 0 || (runningInRound == 0 && permittedAtNanos(awaited) - nowNanos <= 0);
    }

    /** The end of the pause. */
    long permittedAtNanos(boolean awaited) {
        if (failures < 2) {
            return failedAtNanos;
        }
        int doublings = Math.min(failures - 1, MAXIMUM_DOUBLINGS);
        long limit = awaited ? maximumAwaitedNanos : maximumNanos;
        long bound = limit >> doublings < minimumNanos ? limit : minimumNanos << doublings;
        return failedAtNanos + minimumNanos + (long) ((bound - minimumNanos) * chance);
    }

    /** An attempt starts; returns the round that it belongs to. */
    int started() {
        runningInRound++;
        return round;
    }

    void succeeded() {
        nextRound();
        failures = 0;
        lastFailure = null;
    }

    /** An attempt of round {@code ofRound} failed; returns whether it counts, as the first of those made together. */
    boolean failed(int ofRound, long nowNanos, Throwable failure) {
        lastFailure = failure;
        if (ofRound != round) {
            return false;
        }
        nextRound();
        failures++;
        failedAtNanos = nowNanos;
        chance = random.nextDouble();
        return true;
    }

    private void nextRound() {
        round++;
        runningInRound = 0;
    }
}
