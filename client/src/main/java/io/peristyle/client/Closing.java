package io.peristyle.client;

import io.peristyle.telemetry.Telemetry;
import io.peristyle.transport.Connector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a client: its work and its connections, then event loops, observers and callback threads. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class Closing {
    /** What may pass after the grace: closing of sockets and ending of threads. */
    private static final Duration MARGIN = Duration.ofMillis(180);

    private final WorkEnd work;
    private final Connector connector;
    private final Callbacks callbacks;
    private final Telemetry telemetry;
    private final AtomicBoolean workEnded = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Closing(WorkEnd work, Connector connector, Callbacks callbacks, Telemetry telemetry) {
        this.work = work;
        this.connector = connector;
        this.callbacks = callbacks;
        this.telemetry = telemetry;
    }

    /** Begins, or shortens the wait; completes when nothing is left, or at the end of the grace whatever is left. */
    CompletableFuture<Void> begin(Duration grace) {
        work.begin(grace).whenComplete((nothing, failure) -> {
            if (workEnded.compareAndSet(false, true)) {
                closeRest();
            }
        });
        // A callback that does not end must not hold up who waits here. The JDK's own timer is used, as the client's
        // end.
        after(grace.plus(MARGIN.dividedBy(2))).thenRun(telemetry::stop);
        return after(grace.plus(MARGIN));
    }

    /** Completes when nothing is left, or when {@code limit} is over whatever is left. */
    private CompletableFuture<Void> after(Duration limit) {
        CompletableFuture<Void> end = done.copy();
        return end.completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeRest() {
        CompletableFuture<Void> loops = connector.close();
        CompletableFuture<Void> threads = callbacks.close();
        // Event loops emit until they end; with an executor of the user's, nothing else waits for the observers.
        CompletableFuture<Void> observers = loops.thenCompose(nothing -> telemetry.drained());
        CompletableFuture.allOf(observers, threads).whenComplete((nothing, failure) -> done.complete(null));
    }
}
