package io.peristyle.pool;

import io.peristyle.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The end of a pool: waits for the leases, then for the closing of resources, each for a limited time. Guarded by the gate of
 * the pool.
 */
final class Closing<R> {
    /** What resources get for being closed once the grace is over. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Stock<R> stock;
    private final Clock clock;
    private final Alarm alarm;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private boolean begun;
    private boolean hard;
    private boolean ended;
    private long graceEndsNanos;
    private int beingClosed;

    Closing(Stock<R> stock, Clock clock, Function<Consumer<Actions>, Alarm> alarms) {
        this.stock = stock;
        this.clock = clock;
        this.alarm = alarms.apply(this::ring);
    }

    boolean hasBegun() {
        return begun;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    /** A resource is being closed. */
    void started() {
        beingClosed++;
    }

    /** A resource was closed. */
    void ended() {
        beingClosed--;
    }

    /** Begins, or shortens the grace of an earlier call; returns whether this was the first one. */
    boolean begin(long graceNanos, Actions actions) {
        boolean first = !begun;
        long endsNanos = clock.nanoTime() + graceNanos;
        begun = true;
        if (!hard && (first || endsNanos - graceEndsNanos < 0)) {
            graceEndsNanos = endsNanos;
            if (graceNanos == 0) {
                endGrace(actions);
            } else {
                alarm.ringBy(endsNanos, actions);
            }
        }
        return first;
    }

    void endIfEmpty(Actions actions) {
        if (stock.isEmpty() && beingClosed == 0) {
            end(actions);
        }
    }

    private void ring(Actions actions) {
        if (hard) {
            end(actions);
        } else if (graceEndsNanos - clock.nanoTime() > 0) {
            alarm.ringBy(graceEndsNanos, actions);
        } else {
            endGrace(actions);
        }
    }

    private void endGrace(Actions actions) {
        hard = true;
        stock.dropAll(actions);
        alarm.ringBy(clock.nanoTime() + LINGER_NANOS, actions);
    }

    private void end(Actions actions) {
        if (!ended) {
            ended = true;
            alarm.clear(actions);
            stock.membership.end(actions);
            actions.add(() -> done.complete(null));
        }
    }
}
