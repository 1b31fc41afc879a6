package io.peristyle.pool;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A resource that is being opened. */
final class Opening<R> {
    final Place<R> place;

    /** The round of attempts that it belongs to, see {@link Reopening}. */
    final int round;

    /** See {@link Ageing}. */
    final int generation;

    /** See {@link Breaker}. */
    final int era;

    /** Callers with smaller tickets were in line when it was started. */
    final long ticket;

    final long startedNanos;

    /** What the factory returned; null until then. Guarded by the gate of the pool. */
    @Nullable
    CompletableFuture<R> future;

    Opening(Place<R> place, long ticket, long startedNanos) {
        this.place = place;
        this.round = place.reopening.started();
        this.generation = place.ageing.generation();
        this.era = place.breaker.era();
        this.ticket = ticket;
        this.startedNanos = startedNanos;
    }
}
