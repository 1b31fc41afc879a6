package io.peristyle.telemetry;

import io.peristyle.observe.ClientObserver;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events on their way to one observer: so many at most, one after another, on the callback executor. */
final class ObserverQueue implements Runnable {
    /** Events that wait at most. */
    static final int CAPACITY = 8192;

    private static final Logger LOGGER = LoggerFactory.getLogger(ObserverQueue.class);
    /** After so many events others get the thread. */
    private static final int TURN = 64;

    private final ClientObserver observer;
    private final Executor callbacks;
    private final boolean wantsQueries;
    private final boolean wantsLeases;
    private final BlockingQueue<Consumer<ClientObserver>> events = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    /** Whether {@link #run} is going to be called or is running; whoever sets it gives this to the executor. */
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean ending;
    private volatile boolean stopped;
    /** Touched by the one thread that runs this. */
    private long failures;

    private final Object delivery = new Object();
    /** Who is inside the observer; guarded by {@code delivery}, which nobody holds while the observer runs. */
    private @Nullable Thread deliverer;

    ObserverQueue(ClientObserver observer, Executor callbacks) {
        this.observer = observer;
        this.callbacks = callbacks;
        this.wantsQueries = observer.wantsQueries();
        this.wantsLeases = observer.wantsLeases();
    }

    boolean wantsQueries() {
        return wantsQueries;
    }

    boolean wantsLeases() {
        return wantsLeases;
    }

    /** Puts an event at the end of the queue, or counts it as dropped. */
    void offer(Consumer<ClientObserver> event) {
        if (stopped) {
            return;
        }
        if (!events.offer(event)) {
            dropped.incrementAndGet();
        }
        schedule();
    }

    /** Tells the observer of what waits; called by the callback executor. */
    @Override
    public void run() {
        for (int i = 0; i < TURN; i++) {
            tellOfDropped();
            Consumer<ClientObserver> event = events.poll();
            if (event == null) {
                break;
            }
            deliver(event);
        }
        scheduled.set(false);
        if (hasWork()) {
            schedule();
        } else if (ending) {
            drained.complete(null);
        }
    }

    /** Completes once nothing waits, which it does when there is no room to wait in. */
    CompletableFuture<Void> drained() {
        ending = true;
        if (!scheduled.get() && !hasWork()) {
            drained.complete(null);
        }
        return drained;
    }

    /** Drops what waits and what comes, and interrupts the observer if it has not returned. */
    void stop() {
        stopped = true;
        events.clear();
        dropped.set(0);
        synchronized (delivery) {
            if (deliverer != null && deliverer != Thread.currentThread()) {
                deliverer.interrupt();
            }
        }
        drained.complete(null);
    }

    private boolean hasWork() {
        return !events.isEmpty() || dropped.get() > 0;
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                callbacks.execute(this);
            } catch (RuntimeException | Error refused) {
                scheduled.set(false);
                LOGGER.warn("the callback executor refused to call an observer", refused);
            }
        }
    }

    private void tellOfDropped() {
        long events = dropped.getAndSet(0);
        if (events > 0) {
            deliver(listener -> listener.onDropped(events));
        }
    }

    @SuppressWarnings("Interruption") // An interrupt that was meant for the observer ends with it.
    private void deliver(Consumer<ClientObserver> event) {
        synchronized (delivery) {
            if (stopped) {
                return;
            }
            deliverer = Thread.currentThread();
        }
        try {
            event.accept(observer);
        } catch (Throwable failure) { // Not all languages and tools declare what they throw.
            tell(failure);
        } finally {
            synchronized (delivery) {
                deliverer = null;
                if (stopped) {
                    Thread.interrupted();
                }
            }
        }
    }

    /** The first failure, the second, the fourth and so on: an observer that always fails must not flood the log. */
    private void tell(Throwable failure) {
        failures++;
        if (Long.bitCount(failures) == 1) {
            LOGGER.warn("{} failed, for the {}. time", observer.getClass().getName(), failures, failure);
        }
    }
}
