package io.peristyle.benchmarks.contender;

import java.util.concurrent.CompletableFuture;

/** A small request, of which many may be under way. */
public sealed interface Operation permits Operation.Blocking, Operation.Asynchronous {
    /** One that takes its thread until it is done; called by as many threads as there are connections. */
    @FunctionalInterface
    non-sealed interface Blocking extends Operation {
        long run(int argument) throws Exception;
    }

    /** One that returns at once. */
    @FunctionalInterface
    non-sealed interface Asynchronous extends Operation {
        CompletableFuture<Long> start(int argument);
    }
}
