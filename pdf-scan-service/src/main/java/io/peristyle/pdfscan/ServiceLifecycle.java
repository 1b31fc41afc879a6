package io.peristyle.pdfscan;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.scan.ScannerPool;
import io.peristyle.pdfscan.work.Pipeline;
import io.peristyle.pdfscan.work.Resumption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes up what an earlier process has left behind, and stops in good order: after the web server, before the client of
 * ClickHouse. What is being scanned then has {@link #GRACE} to end; what is not at its end is gone on with at the next start.
 */
final class ServiceLifecycle implements SmartLifecycle {
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLifecycle.class);
    private static final Duration UNTIL_RETRY = Duration.ofSeconds(2);
    private static final Duration UNTIL_NEXT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Backend backend;
    private final Pipeline pipeline;
    private final ScannerPool scanner;
    private final Resumption resumption;
    private volatile boolean running;

    ServiceLifecycle(Backend backend, Pipeline pipeline, ScannerPool scanner, Resumption resumption) {
        this.backend = backend;
        this.pipeline = pipeline;
        this.scanner = scanner;
        this.resumption = resumption;
    }

    @Override
    public void start() {
        running = true;
        resume();
    }

    @Override
    public void stop() {
        end().join();
    }

    @Override
    public void stop(Runnable callback) {
        var unused = end().whenComplete((nothing, failure) -> callback.run());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void resume() {
        if (!running) {
            return;
        }
        var unused = resumption.run().whenComplete((nothing, failure) -> {
            if (failure != null) {
                tell(failure);
            }
            after(failure == null ? UNTIL_NEXT : UNTIL_RETRY).execute(this::resume);
        });
    }

    /** A store that is away is told of elsewhere; whatever else keeps documents waiting is not. */
    private static void tell(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof BackendUnavailableException) {
            LOG.debug("Unfinished documents cannot be looked for now: {}", cause.toString());
        } else {
            LOG.warn("Unfinished documents cannot be looked for now", cause);
        }
    }

    private CompletableFuture<Void> end() {
        running = false;
        pipeline.close();
        return emptied(System.nanoTime() + GRACE.toNanos())
                .thenRun(scanner::close)
                .thenCompose(nothing -> backend.close())
                .orTimeout(2 * GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> emptied(long deadline) {
        return pipeline.waiting() == 0 || System.nanoTime() - deadline > 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(() -> {}, after(LOOK)).thenCompose(nothing -> emptied(deadline));
    }

    private static Executor after(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
