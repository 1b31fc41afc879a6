package io.peristyle.pool;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A resource that is being opened. */
final class Opening<R> {
    /** The round of attempts that it belongs to, see {@link Reopening}. */
    final int round;

    final int generation;

    /** Callers with smaller tickets were in line when it was started. */
    final long ticket;

    /** What the factory returned; null until then. Guarded by the gate of the pool. */
    @Nullable
    CompletableFuture<R> future;

    Opening(int round, int generation, long ticket) {
        this.round = round;
        this.generation = generation;
        this.ticket = ticket;
    }
}
