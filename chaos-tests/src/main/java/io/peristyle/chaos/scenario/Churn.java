package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Callers;
import io.peristyle.chaos.load.NonceReads;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.observe.EndpointStats;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections live for 200 ms and idle for 100 ms: an hour's wear in a minute. */
public final class Churn implements Scenario {
    private static final int CALLERS = 100;
    private static final int CONNECTIONS = 20;
    private static final int EVENT_LOOPS = 2;
    private static final int CALLBACK_THREADS = 4;
    private static final Duration PAUSE = Duration.ofMillis(60);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int SAMPLES = 30;
    private static final double MEBIBYTE = 1024 * 1024;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    @Override
    public String test() {
        return "T19";
    }

    @Override
    public String title() {
        return "connections live for 200 ms, under 100 callers";
    }

    /** What the process held at one moment. */
    private record Sample(double heapMebibytes, int threads, int sockets) {}

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        ClickHouse db = stage.connect(stage.fleet().url() + "?conn_max_lifetime=200ms&conn_max_idle_time=100ms"
                + "&max_open_conns=" + CONNECTIONS + "&event_loop_threads=" + EVENT_LOOPS + "&callback_threads="
                + CALLBACK_THREADS);
        NonceReads reads = new NonceReads(db, TIMEOUT, findings);
        List<Sample> samples = new ArrayList<>();
        Callers.during(() -> watch(stage, samples), CALLERS, new Callers.Pause(PAUSE, stage.random()), reads::ask);
        long opened =
                db.stats().endpoints().stream().mapToLong(EndpointStats::opened).sum();
        findings.note(reads.asked() + " reads over " + opened + " connections; " + samples);
        findings.check("read errors", reads.errors(), Bound.exactly(0));
        reads.checkForeign();
        int third = SAMPLES / 3;
        findings.check(
                "growth of the live heap from the second to the last third",
                heap(samples.subList(2 * third, SAMPLES)) - heap(samples.subList(third, 2 * third)),
                Bound.atMost(1, "MiB"));
        findings.check(
                "threads at most",
                samples.stream().mapToInt(Sample::threads).max().orElse(0),
                Bound.atMost(EVENT_LOOPS + CALLBACK_THREADS, ""));
        findings.check(
                "sockets at most",
                samples.stream().mapToInt(Sample::sockets).max().orElse(0),
                Bound.atMost(CONNECTIONS, ""));
        Remains.check(db, stage.ports(), findings);
        stage.heal();
    }

    private static void watch(Stage stage, List<Sample> samples) throws InterruptedException {
        long periodMillis = stage.duration().toMillis() / SAMPLES;
        for (int i = 0; i < SAMPLES; i++) {
            Thread.sleep(periodMillis);
            System.gc();
            samples.add(new Sample(
                    MEMORY.getHeapMemoryUsage().getUsed() / MEBIBYTE,
                    Remains.threads().size(),
                    Remains.sockets(stage.ports())));
        }
    }

    /** The mean. */
    private static double heap(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::heapMebibytes).average().orElse(Double.NaN);
    }
}
