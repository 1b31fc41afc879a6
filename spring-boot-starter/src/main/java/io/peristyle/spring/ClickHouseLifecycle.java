package io.peristyle.spring;

import io.peristyle.client.ClickHouse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the client when the application stops: after the web server has answered its last request and everything that stops
 * in an ordinary phase has stopped, without keeping the thread that stops the application. Statements that are under way then
 * have the option {@code close_grace} to end.
 */
final class ClickHouseLifecycle implements SmartLifecycle {
    /** Stops last, but for who chose to be even later. */
    static final int PHASE = Integer.MIN_VALUE + 1024;

    private final ClickHouse client;
    private final Duration grace;
    private volatile boolean running;
    private volatile boolean closed;

    ClickHouseLifecycle(ClickHouse client, Duration grace) {
        this.client = client;
        this.grace = grace;
    }

    @Override
    public void start() {
        if (closed) {
            throw new IllegalStateException(
                    "the ClickHouse client was closed when the application context was stopped, and"
                            + " cannot be opened again; make a new context");
        }
        running = true;
    }

    @Override
    public void stop() {
        close().join();
    }

    @Override
    public void stop(Runnable callback) {
        var unused = close().whenComplete((nothing, failure) -> callback.run());
    }

    private CompletableFuture<Void> close() {
        running = false;
        closed = true;
        return client.close(grace);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A context that pauses goes on later, which a closed client could not. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
