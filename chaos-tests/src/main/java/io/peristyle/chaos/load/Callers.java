package io.peristyle.chaos.load;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A number of callers who each do one thing after another, with pauses, until they are stopped. */
public final class Callers {
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch running;
    private final IntFunction<CompletableFuture<?>> action;
    private final Pause pause;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "callers");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopped;

    /** How long a caller rests: any time up to twice the mean, each as likely. */
    public record Pause(Duration mean, Random random) {
        long nextNanos() {
            long twice = 2 * mean.toNanos();
            return twice == 0 ? 0 : random.nextLong(twice);
        }
    }

    private Callers(int count, Pause pause, IntFunction<CompletableFuture<?>> action) {
        this.running = new CountDownLatch(count);
        this.pause = pause;
        this.action = action;
    }

    /** What happens while the callers are at it. */
    @FunctionalInterface
    public interface Events {
        void run() throws InterruptedException;
    }

    /**
     * Lets callers act while {@code events} run, then lets each finish what it does. Throws if one does not within two
     * minutes.
     *
     * @param action is given the caller's number, from 0
     */
    public static void during(Events events, int count, Pause pause, IntFunction<CompletableFuture<?>> action)
            throws InterruptedException {
        Callers callers = new Callers(count, pause, action);
        try {
            for (int caller = 0; caller < count; caller++) {
                callers.rest(caller);
            }
            events.run();
        } finally {
            callers.stop();
        }
    }

    private void stop() throws InterruptedException {
        stopped = true;
        try {
            if (!running.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(running.getCount() + " callers were never answered");
            }
        } finally {
            scheduler.shutdownNow();
        }
    }

    private void rest(int caller) {
        var unused = scheduler.schedule(() -> act(caller), pause.nextNanos(), TimeUnit.NANOSECONDS);
    }

    private void act(int caller) {
        if (stopped) {
            running.countDown();
            return;
        }
        var unused = action.apply(caller).whenComplete((value, failure) -> rest(caller));
    }
}
