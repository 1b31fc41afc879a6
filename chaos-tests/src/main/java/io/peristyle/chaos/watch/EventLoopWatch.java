package io.peristyle.chaos.watch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/**
 * Counts the calls that block an event loop of a client, by BlockHound.
 *
 * <p>The wait for a {@link ReentrantLock} is counted apart: the client's locks are held for a few field accesses, never
 * over I/O or a callback, which is a law of its own that other tests hold. A wait for a condition, a future, a sleep, a file
 * or a socket is a violation.
 */
public final class EventLoopWatch {
    /** Beginning of the names of the threads that must not block. */
    private static final String EVENT_LOOPS = "peristyle-io";

    private static final EventLoopWatch WATCH = new EventLoopWatch();
    private static final AtomicBoolean ASKED = new AtomicBoolean();

    private final LongAdder calls = new LongAdder();
    private final LongAdder lockWaits = new LongAdder();
    private final Map<String, String> places = new ConcurrentHashMap<>();
    private volatile @Nullable String missing = "not installed";

    private EventLoopWatch() {}

    /** Starts to watch this JVM; with the first call, for as long as it lives. */
    public static EventLoopWatch install() {
        if (ASKED.compareAndSet(false, true)) {
            WATCH.begin();
        }
        return WATCH;
    }

    /** Why nothing is watched; null if all is. */
    public @Nullable String missing() {
        return missing;
    }

    /** Calls so far that blocked an event loop. */
    public long calls() {
        return calls.sum();
    }

    /** How often so far an event loop had to wait for a lock. */
    public long lockWaits() {
        return lockWaits.sum();
    }

    /** The places that the calls came from, each once, with its stack. */
    public List<String> places() {
        return List.copyOf(places.values());
    }

    private void begin() {
        try {
            BlockHound.builder()
                    .nonBlockingThreadPredicate(
                            known -> known.or(thread -> thread.getName().startsWith(EVENT_LOOPS)))
                    .blockingMethodCallback(this::note)
                    .install();
            missing = catchesABlockedThread() ? null : "BlockHound was installed and does not see a thread that sleeps";
        } catch (RuntimeException | LinkageError e) {
            missing = "BlockHound could not be installed: " + e;
        }
        calls.reset();
        places.clear();
    }

    private boolean catchesABlockedThread() {
        Thread probe = new Thread(
                () -> {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                EVENT_LOOPS + "-probe");
        probe.start();
        try {
            probe.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return calls() == 1;
    }

    private void note(BlockingMethod method) {
        StackTraceElement[] stack = Thread.currentThread().getStackTrace();
        if (Arrays.stream(stack).anyMatch(EventLoopWatch::isLock)) {
            lockWaits.increment();
            return;
        }
        calls.increment();
        String place = Arrays.stream(stack)
                .map(StackTraceElement::toString)
                .filter(frame -> !frame.contains("blockhound") && !frame.contains("EventLoopWatch"))
                .skip(1)
                .limit(25)
                .reduce((one, next) -> one + "\n        at " + next)
                .orElse("");
        places.putIfAbsent(place, method + " on " + Thread.currentThread().getName() + "\n        at " + place);
    }

    private static boolean isLock(StackTraceElement frame) {
        return frame.getClassName().equals(ReentrantLock.class.getName())
                && frame.getMethodName().equals("lock");
    }
}
