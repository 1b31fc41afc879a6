package io.peristyle.benchmarks;

import com.sun.management.ThreadMXBean;
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
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** What it takes to lend an idle resource and take it back, without any network: time and allocation of one cycle. */
public final class PoolCycles {
    private static final int ROUNDS = 7;
    private static final int CYCLES = 2_000_000;

    private PoolCycles() {}

    /** Prints a line for one place and for three, for one thread and for four. */
    public static void main(String[] args) throws InterruptedException {
        for (int places : new int[] {1, 3}) {
            for (int threads : new int[] {1, 4}) {
                Pool<Object> pool = pool(places);
                double best = Double.MAX_VALUE;
                double bytes = 0;
                for (int round = 0; round < ROUNDS; round++) {
                    Round measured = run(pool, threads);
                    if (measured.nanos < best) {
                        best = measured.nanos;
                        bytes = measured.bytes;
                    }
                }
                System.out.printf(
                        "%d place(s), %d thread(s): %.0f ns and %.0f bytes per acquire and release, best of %d rounds%n",
                        places, threads, best, bytes, ROUNDS);
            }
        }
    }

    /** CPU time of a cycle, so that other processes of the machine do not count; and what it allocates. */
    private static Round run(Pool<Object> pool, int threads) throws InterruptedException {
        ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> running = new ArrayList<>();
        long[] nanos = new long[threads];
        long[] bytes = new long[threads];
        for (int i = 0; i < threads; i++) {
            int index = i;
            Thread thread = new Thread(() -> {
                await(start);
                long cpu = beans.getCurrentThreadCpuTime();
                long allocated = beans.getCurrentThreadAllocatedBytes();
                for (int cycle = 0; cycle < CYCLES / threads; cycle++) {
                    Lease<Object> lease = pool.acquire(Deadline.NONE).join();
                    lease.succeeded();
                    lease.release();
                }
                nanos[index] = beans.getCurrentThreadCpuTime() - cpu;
                bytes[index] = beans.getCurrentThreadAllocatedBytes() - allocated;
            });
            thread.start();
            running.add(thread);
        }
        start.countDown();
        for (Thread thread : running) {
            thread.join();
        }
        return new Round(
                (double) IntStream.range(0, threads).mapToLong(i -> nanos[i]).sum() / CYCLES,
                (double) IntStream.range(0, threads).mapToLong(i -> bytes[i]).sum() / CYCLES);
    }

    private static Pool<Object> pool(int places) {
        PoolEnvironment environment = new PoolEnvironment(Clock.SYSTEM, (task, delay, unit) -> () -> {}, 1);
        PoolSettings settings = new PoolSettings(
                PoolLimits.ofSize(12).withMinimumIdle(12),
                PoolTimes.DEFAULT
                        .withValidateAfterIdle(PoolTimes.NEVER)
                        .withIdleTimeout(PoolTimes.NEVER)
                        .withMaximumLifetime(PoolTimes.NEVER),
                environment);
        return Pool.start(
                settings,
                new Objects(),
                IntStream.range(0, places)
                        .mapToObj(i -> WeightedEndpoint.of(new Endpoint("server-" + i, 9000)))
                        .toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round. */
    private record Round(double nanos, double bytes) {}

    /** Opens objects. */
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
