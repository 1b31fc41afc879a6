package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.PoolStats;
import io.peristyle.time.Clock;
import io.peristyle.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads on few resources, with attempts that fail, callers that cancel and resources that break. */
@SuppressWarnings("FutureReturnValueIgnored")
class PoolStressTest {
    private static final int THREADS = 8;
    private static final int ITERATIONS = 20_000;

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lentTwice = new AtomicInteger();
    private final AtomicInteger closedTwice = new AtomicInteger();

    @AfterEach
    void stopThreads() {
        callers.shutdownNow();
        scheduler.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @Timeout(120)
    void lendsToOneThreadAtATimeAndLosesNothing(int places) throws InterruptedException, ExecutionException {
        PoolLimits limits = PoolLimits.ofSize(3).withMinimumIdle(1).withMaximumWaiting(THREADS);
        ReopenDelay delay = new ReopenDelay(Duration.ofNanos(1_000), Duration.ofMillis(2), Duration.ofMillis(1));
        PoolTimes times = PoolTimes.DEFAULT
                .withSweepInterval(Duration.ofMillis(1))
                .withMaximumLifetime(Duration.ofMillis(5))
                .withValidateAfterIdle(Duration.ofNanos(200_000))
                .withReopenDelay(delay);
        Pool<Shared> pool = Pool.start(
                new PoolSettings(limits, times, new PoolEnvironment(Clock.SYSTEM, timers(), 7)),
                factory(),
                PoolFixture.equal(PoolFixture.A, PoolFixture.B, PoolFixture.C).subList(0, places));

        List<Future<Integer>> results = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            SplittableRandom random = new SplittableRandom(thread);
            results.add(callers.submit(() -> use(pool, random)));
        }
        int served = 0;
        for (Future<Integer> result : results) {
            served += result.get();
        }

        assertThat(lentTwice).hasValue(0);
        assertThat(served).isGreaterThan(THREADS * ITERATIONS / 4);
        PoolStats stats = pool.stats();
        assertThat(stats.pending()).isZero();
        assertThat(stats.inUse()).isZero();
        pool.close(Duration.ofSeconds(10)).join();
        assertThat(pool.stats().size()).isZero();
        assertThat(open).hasValue(0);
        assertThat(closedTwice).hasValue(0);
    }

    private int use(Pool<Shared> pool, SplittableRandom random) {
        int served = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            CompletableFuture<Lease<Shared>> future = pool.acquire(Duration.ofSeconds(30));
            if (random.nextInt(4) == 0) {
                future.cancel(false);
            }
            try {
                Lease<Shared> lease = future.join();
                served++;
                if (!lease.resource().taken.compareAndSet(false, true)) {
                    lentTwice.incrementAndGet();
                }
                lease.resource().taken.set(false);
                if (random.nextBoolean()) {
                    lease.succeeded();
                }
                if (random.nextInt(20) == 0) {
                    lease.failed(PoolFixture.refused("failed in use"));
                    lease.discard();
                } else {
                    lease.release();
                }
            } catch (CompletionException failure) {
                assertThat(failure).hasCauseInstanceOf(ClickHouseException.class);
            } catch (CancellationException cancelled) {
                assertThat(future).isCancelled();
            }
        }
        return served;
    }

    private Timers timers() {
        return (task, delay, unit) -> {
            ScheduledFuture<?> scheduled = scheduler.schedule(task, delay, unit);
            return () -> scheduled.cancel(false);
        };
    }

    private ResourceFactory<Shared> factory() {
        return new ResourceFactory<>() {
            @Override
            public CompletableFuture<Shared> open(Endpoint endpoint) {
                return ThreadLocalRandom.current().nextBoolean()
                        ? CompletableFuture.supplyAsync(this::create, scheduler)
                        : CompletableFuture.completedFuture(create());
            }

            private Shared create() {
                if (ThreadLocalRandom.current().nextInt(10) == 0) {
                    throw PoolFixture.refused("refused");
                }
                open.incrementAndGet();
                return new Shared(new AtomicBoolean(), new AtomicBoolean());
            }

            @Override
            public boolean isUsable(Shared resource) {
                return !resource.closed.get() && ThreadLocalRandom.current().nextInt(100) > 0;
            }

            @Override
            public CompletableFuture<Void> close(Shared resource) {
                if (!resource.closed.compareAndSet(false, true)) {
                    closedTwice.incrementAndGet();
                    return CompletableFuture.completedFuture(null);
                }
                return CompletableFuture.runAsync(open::decrementAndGet, scheduler);
            }

            @Override
            public void onBroken(Shared resource, Runnable action) {
                if (ThreadLocalRandom.current().nextInt(5) == 0) {
                    scheduler.execute(action);
                }
            }

            @Override
            public CompletableFuture<Boolean> validate(Shared resource) {
                return CompletableFuture.supplyAsync(
                        () -> ThreadLocalRandom.current().nextInt(10) > 0, scheduler);
            }
        };
    }

    /** What the threads must not hold at the same time. */
    private record Shared(AtomicBoolean taken, AtomicBoolean closed) {}
}
