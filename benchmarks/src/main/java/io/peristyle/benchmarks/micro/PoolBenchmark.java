package io.peristyle.benchmarks.micro;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.pool.Lease;
import io.peristyle.pool.Pool;
import io.peristyle.pool.PoolEnvironment;
import io.peristyle.pool.PoolLimits;
import io.peristyle.pool.PoolSettings;
import io.peristyle.pool.PoolTimes;
import io.peristyle.pool.ResourceFactory;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Lending and taking back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PoolBenchmark {
    private static final List<WeightedEndpoint> SERVER = List.of(WeightedEndpoint.of(new Endpoint("localhost", 9000)));
    private static final int SIZE = 20;
    private static final Duration WAIT = Duration.ofSeconds(10);

    // Nothing here waits for a timer.
    private final Pool<Object> pool = Pool.start(
            new PoolSettings(
                    PoolLimits.ofSize(SIZE),
                    PoolTimes.DEFAULT,
                    new PoolEnvironment(Clock.SYSTEM, (task, delay, unit) -> () -> {}, 1)),
            new Objects(),
            SERVER);

    @Benchmark
    public Object alone() {
        Lease<Object> lease = pool.acquire(Deadline.after(WAIT, Clock.SYSTEM)).join();
        lease.release();
        return lease;
    }

    @Benchmark
    @Threads(4)
    public Object contended() {
        Lease<Object> lease = pool.acquire(Deadline.after(WAIT, Clock.SYSTEM)).join();
        lease.release();
        return lease;
    }

    /** A line of one behind a lease, which is handed over. */
    @Benchmark
    public Object handedOver() {
        return handOver.next();
    }

    private final HandOver handOver = new HandOver();

    /** Keeps all but one resource lent, and that one always asked for. */
    private static final class HandOver {
        private final Pool<Object> full = Pool.start(
                new PoolSettings(
                        PoolLimits.ofSize(1),
                        PoolTimes.DEFAULT,
                        new PoolEnvironment(Clock.SYSTEM, (task, delay, unit) -> () -> {}, 1)),
                new Objects(),
                SERVER);
        private Lease<Object> held =
                full.acquire(Deadline.after(WAIT, Clock.SYSTEM)).join();

        Object next() {
            CompletableFuture<Lease<Object>> waiting = full.acquire(Deadline.after(WAIT, Clock.SYSTEM));
            held.release();
            held = waiting.join();
            return held;
        }
    }

    /** Resources that cost nothing. */
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
