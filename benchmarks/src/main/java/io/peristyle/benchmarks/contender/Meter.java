package io.peristyle.benchmarks.contender;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What this process uses: CPU, heap allocated, threads. Looks every 20 ms, so that what a short-lived thread allocated is
 * mostly known when it is gone.
 */
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long INTERVAL_MILLIS = 20;

    /** Bytes allocated by each thread that was ever seen; guarded by this. */
    private final Map<Long, Long> allocated = new HashMap<>();

    /** Guarded by this. */
    private int peakThreads;

    private final Thread sampler = new Thread(this::sample, "benchmark-meter");
    private final int ownThreads;

    Meter() {
        sampler.setDaemon(true);
        sampler.start();
        ownThreads = THREADS.getThreadCount();
    }

    /** A reading: of threads, the most since the reading before, without those that were there at first. */
    record Reading(long nanos, long cpuNanos, long allocatedBytes, int threads) {}

    /** Reads everything, time last. */
    Reading begin() {
        Reading used = read();
        return new Reading(System.nanoTime(), used.cpuNanos, used.allocatedBytes, used.threads);
    }

    /** Reads everything, time first. */
    Reading end() {
        long nanos = System.nanoTime();
        Reading used = read();
        return new Reading(nanos, used.cpuNanos, used.allocatedBytes, used.threads);
    }

    private synchronized Reading read() {
        long cpu = SYSTEM.getProcessCpuTime();
        look();
        long sum = 0;
        for (long bytes : allocated.values()) {
            sum += bytes;
        }
        int threads = peakThreads - ownThreads;
        peakThreads = 0;
        return new Reading(0, cpu, sum, threads);
    }

    private synchronized void look() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] > 0 && ids[i] != sampler.getId()) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        peakThreads = Math.max(peakThreads, THREADS.getThreadCount());
    }

    private void sample() {
        try {
            while (true) {
                look();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
