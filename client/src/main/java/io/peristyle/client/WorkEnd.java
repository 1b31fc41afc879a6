package io.peristyle.client;

import io.peristyle.cluster.PooledExecutor;
import io.peristyle.pool.Pool;
import io.peristyle.time.Clock;
import io.peristyle.transport.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The end of a client's work: nothing new is taken, what is in the background is sent and inserts that were started are ended,
 * then the pool is closed, which lets what else is under way end. All within one grace.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class WorkEnd {
    private final Admission admission;
    private final BackgroundStatements background;
    private final InsertsUnderWay inserts;
    private final Pool<Connection> pool;
    private final PooledExecutor statements;
    private final Clock clock;

    WorkEnd(Admission admission, Engine engine, Pool<Connection> pool, PooledExecutor statements) {
        this.admission = admission;
        this.background = engine.background().line();
        this.inserts = engine.inserts();
        this.pool = pool;
        this.statements = statements;
        this.clock = engine.clock();
    }

    /** Begins, or shortens the wait; completes when every connection is closed. */
    CompletableFuture<Void> begin(Duration grace) {
        admission.close();
        CompletableFuture<Void> sent = CompletableFuture.allOf(background.drain(), inserts.drain());
        if (sent.isDone() || grace.isZero()) {
            return closePool(grace);
        }
        long from = clock.nanoTime();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        // The JDK's own timer, as the client's end.
        sent.completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS).thenRun(() -> {
            Duration rest = grace.minusNanos(clock.nanoTime() - from);
            closePool(rest.isNegative() ? Duration.ZERO : rest).thenRun(() -> closed.complete(null));
        });
        return closed;
    }

    private CompletableFuture<Void> closePool(Duration grace) {
        background.abandon();
        inserts.abandon();
        CompletableFuture<Void> closed = pool.close(grace);
        statements.close();
        return closed;
    }
}
