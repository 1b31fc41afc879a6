package io.peristyle.client;

import io.peristyle.cluster.PooledExecutor;
import io.peristyle.pool.Pool;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The end of a client: the pool with its connections, then event loops and callback threads. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class Closing {
    /** What may pass after the grace: closing of sockets and ending of threads. */
    private static final Duration MARGIN = Duration.ofMillis(180);

    private final Pool<Connection> pool;
    private final PooledExecutor statements;
    private final Connector connector;
    private final Callbacks callbacks;
    private final AtomicBoolean poolClosed = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Closing(Pool<Connection> pool, PooledExecutor statements, Connector connector, Callbacks callbacks) {
        this.pool = pool;
        this.statements = statements;
        this.connector = connector;
        this.callbacks = callbacks;
    }

    /** Begins, or shortens the wait; completes when nothing is left, or at the end of the grace whatever is left. */
    CompletableFuture<Void> begin(Duration grace) {
        CompletableFuture<Void> connectionsClosed = pool.close(grace);
        statements.close();
        connectionsClosed.whenComplete((nothing, failure) -> {
            if (poolClosed.compareAndSet(false, true)) {
                closeRest();
            }
        });
        // A callback that does not end must not hold up who waits here. The JDK's own timer is used, as the client's
        // end.
        long limit = grace.plus(MARGIN).toMillis();
        CompletableFuture<Void> mine = done.copy();
        return mine.completeOnTimeout(null, limit, TimeUnit.MILLISECONDS);
    }

    private void closeRest() {
        CompletableFuture<Void> loops = connector.close();
        CompletableFuture<Void> threads = callbacks.close();
        CompletableFuture.allOf(loops, threads).whenComplete((nothing, failure) -> done.complete(null));
    }
}
