package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.observe.PoolStats;
import io.peristyle.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whichever way the calls of several threads interleave: when all have returned, everything is accounted for, each future was
 * answered at most once, and nobody waits while there is something to be had. Lincheck tries the interleavings. In a profile
 * of its own, since it instruments every class: {@code mvn -P lincheck -pl client -am test -Dtest=PoolInterleavingTest
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
public class PoolInterleavingTest {
    private static final int SCENARIOS = 10;
    private static final int INTERLEAVINGS = 300;
    private static final int THREADS = 3;
    private static final int SIZE = 2;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Pool<Object> pool;

    // Each thread has its own queue.
    private final List<Deque<CompletableFuture<Lease<Object>>>> asked =
            Stream.generate(ArrayDeque<CompletableFuture<Lease<Object>>>::new)
                    .limit(THREADS + 2)
                    .collect(Collectors.toUnmodifiableList());

    public PoolInterleavingTest() {
        ManualTime time = new ManualTime();
        pool = Pool.start(
                new PoolSettings(PoolLimits.ofSize(SIZE), PoolTimes.DEFAULT, new PoolEnvironment(time, time, 42)),
                new Objects(),
                List.of(
                        WeightedEndpoint.of(new Endpoint("a", 9000)),
                        WeightedEndpoint.of(new Endpoint("b", 9000))));
    }

    /** Asks for one. */
    @Operation
    public void acquire(@Param(gen = ThreadIdGen.class) int thread) {
        asked.get(thread).add(pool.acquire(WAIT));
    }

    /** Gives back what the thread asked for first, or gives up the wait for it. */
    @Operation
    public void release(@Param(gen = ThreadIdGen.class) int thread) {
        end(asked.get(thread).poll(), Lease::release);
    }

    /** Has closed what the thread asked for first, or gives up the wait for it. */
    @Operation
    public void discard(@Param(gen = ThreadIdGen.class) int thread) {
        end(asked.get(thread).poll(), Lease::discard);
    }

    /** Gives back what the thread asked for last, or gives up the wait for it. */
    @Operation
    public void cancel(@Param(gen = ThreadIdGen.class) int thread) {
        end(asked.get(thread).pollLast(), Lease::release);
    }

    /** With nobody in the middle of a call, everything is accounted for, and nobody waits for nothing. */
    @Validate
    public void isConserved() {
        PoolStats stats = pool.stats();
        int waiting = 0;
        int lent = 0;
        for (Deque<CompletableFuture<Lease<Object>>> futures : asked) {
            for (CompletableFuture<Lease<Object>> future : futures) {
                waiting += future.isDone() ? 0 : 1;
                lent += future.isDone() ? 1 : 0;
            }
        }
        if (stats.inUse() != lent
                || stats.pending() != waiting
                || stats.opening() != 0
                || stats.size() > SIZE
                || stats.idle() + lent != stats.size()
                || (waiting > 0 && lent < SIZE)) {
            throw new IllegalStateException(lent + " lent, " + waiting + " waiting, " + stats);
        }
    }

    @Test
    void isConservedInEveryInterleavingThatAModelCheckerTries() {
        ModelCheckingOptions options = options(new ModelCheckingOptions());
        assertHolds(options.invocationsPerIteration(INTERLEAVINGS).checkObstructionFreedom(false));
    }

    @Test
    void isConservedUnderStress() {
        StressOptions options = options(new StressOptions());
        assertHolds(options.invocationsPerIteration(INTERLEAVINGS));
    }

    private static <T extends Options<T, ?>> T options(T options) {
        return options.iterations(SCENARIOS).threads(THREADS).actorsPerThread(3).actorsBefore(2).actorsAfter(2);
    }

    private static void assertHolds(Options<?, ?> options) {
        options.check(PoolInterleavingTest.class);
    }

    private static void end(@Nullable CompletableFuture<Lease<Object>> future, Consumer<Lease<Object>> how) {
        if (future != null && !future.cancel(false)) {
            how.accept(future.join());
        }
    }

    /** Opens and closes at once. */
    private static final class Objects implements ResourceFactory<Object> {
        @Override
        public CompletableFuture<Object> open(Endpoint endpoint) {
            return CompletableFuture.completedFuture(new Object());
        }

        @Override
        public boolean isUsable(Object resource) {
            return true;
        }

        @Override
        public CompletableFuture<Void> close(Object resource) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onBroken(Object resource, Runnable action) {}
    }
}
