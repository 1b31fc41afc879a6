package io.peristyle.cluster;

import io.peristyle.time.Timers;
import io.peristyle.time.Timers.Timer;
import io.peristyle.transport.HostResolver;
import io.peristyle.transport.HostResolver.HostAddresses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name and the addresses that it stands for, looked up again as they age. A look-up that fails or takes too long changes
 * nothing of what is known. Thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class FollowedName {
    private static final Logger LOGGER = LoggerFactory.getLogger(FollowedName.class);

    /** An answer that holds for less is asked for again after this, which leaves a second of the five for the look-up. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(4);

    /** For answers that do not say how long they hold, as those of the hosts file. */
    private static final Duration UNKNOWN_LIFE = Duration.ofSeconds(30);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final String host;
    private final HostResolver resolver;
    private final Timers timers;
    private final Duration limit;
    private final Runnable changed;

    /** Null before the first look-up has ended; empty while none has succeeded. */
    private volatile @Nullable List<String> addresses;

    /** Guarded by this. */
    private boolean stopped;

    /** Of the next look-up, or of the end of the one under way. Guarded by this. */
    private @Nullable Timer timer;

    /** Guarded by this. */
    private @Nullable CompletableFuture<HostAddresses> lookUp;

    private boolean failing;

    /**
     * @param limit how long a look-up may take
     * @param changed is run when {@link #addresses} are others than before
     */
    FollowedName(String host, HostResolver resolver, Timers timers, Duration limit, Runnable changed) {
        this.host = host;
        this.resolver = resolver;
        this.timers = timers;
        this.limit = limit;
        this.changed = changed;
    }

    /** Null before the first look-up has ended; empty if the name is not known yet. */
    @Nullable
    List<String> addresses() {
        return addresses;
    }

    void follow() {
        CompletableFuture<HostAddresses> asked = resolver.resolve(host);
        synchronized (this) {
            lookUp = asked;
            if (stopped) {
                asked.cancel(false);
                return;
            }
            timer = timers.schedule(() -> asked.cancel(false), limit.toNanos(), TimeUnit.NANOSECONDS);
        }
        asked.whenComplete(this::answered);
    }

    synchronized void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
        if (lookUp != null) {
            lookUp.cancel(false);
        }
    }

    private void answered(@Nullable HostAddresses answer, @Nullable Throwable failure) {
        Duration pause = answer == null ? AFTER_FAILURE : life(answer);
        synchronized (this) {
            if (stopped) {
                return;
            }
            if (timer != null) {
                timer.cancel();
            }
            timer = timers.schedule(this::follow, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
        List<String> before = addresses;
        log(answer, failure, before);
        List<String> now = answer == null ? before : merged(before, answer.literals());
        addresses = now == null ? List.of() : now;
        if (!addresses.equals(before)) {
            changed.run();
        }
    }

    private void log(@Nullable HostAddresses answer, @Nullable Throwable failure, @Nullable List<String> before) {
        if (answer == null && !failing) {
            LOGGER.warn(
                    "{} could not be looked up ({}); {}",
                    host,
                    failure instanceof CancellationException ? "no answer within " + limit : String.valueOf(failure),
                    before == null || before.isEmpty()
                            ? "it is tried again"
                            : "it is taken to be at " + before + " still");
        }
        failing = answer == null;
    }

    /** Name servers rotate what they answer: addresses that were known stay where they were in the order. */
    private static List<String> merged(@Nullable List<String> before, List<String> answer) {
        List<String> merged = new ArrayList<>(before == null ? List.of() : before);
        merged.retainAll(answer);
        answer.stream().filter(address -> !merged.contains(address)).forEach(merged::add);
        return List.copyOf(merged);
    }

    private static Duration life(HostAddresses answer) {
        Duration life = answer.timeToLive() == null ? UNKNOWN_LIFE : answer.timeToLive();
        return life.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : life;
    }
}
