package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Failover;
import io.peristyle.chaos.load.MixedLoad;
import io.peristyle.chaos.load.Samples;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import java.time.Duration;
import java.util.Random;

/** Three servers in turn are killed and restarted, under reads and inserts. */
public final class KilledServers implements Scenario {
    private static final int CALLERS = 200;
    private static final Duration EVERY = Duration.ofSeconds(3);

    /**
     * So many calls a second as two cores serve beside three servers and their restarts. With more, what the failover
     * takes is the time in the machine's queue, which calls that no kill concerns spend there as well.
     */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int GREATEST_DOWN_MILLIS = 1_000;

    @Override
    public String test() {
        return "T1";
    }

    @Override
    public String title() {
        return "one of three servers is killed and restarted every 3 s, under 200 callers";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        Random random = stage.random();
        Failover failover = new Failover(CALLERS / 2);
        ClickHouse db = stage.connect(stage.fleet().url() + "?max_open_conns=30");
        MixedLoad.Plan plan = new MixedLoad.Plan(CALLERS, PAUSE, TIMEOUT, new Random(random.nextLong()));
        MixedLoad load = new MixedLoad(stage.fleet(), db, plan, findings);
        Samples latencies = new Samples();
        load.reads().telling(failover::answered).telling(answer -> latencies.add(answer.took()));
        load.during(() -> findings.note(kill(stage, random, failover) + " kills"));
        stage.heal();
        load.check();
        findings.check("read errors", load.reads().errorPercent(), Bound.atMost(0.1, "%"));
        findings.check("unknown inserts", load.unknownPercent(), Bound.atMost(0.5, "%"));
        findings.check(
                "first success elsewhere after a kill, p99", failover.samples().millisAt(99), Bound.atMost(250, "ms"));
        findings.note("first success elsewhere after a kill: " + failover.samples());
        findings.note("all reads: " + latencies);
        Remains.check(db, stage.ports(), findings);
    }

    private static int kill(Stage stage, Random random, Failover failover) throws InterruptedException {
        long end = System.nanoTime() + stage.duration().toNanos();
        int kills = 0;
        Thread.sleep(EVERY.toMillis());
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            ClickHouseServer server = stage.fleet().server(kills % stage.fleet().size());
            failover.killing(server.tcpPort());
            server.kill();
            kills++;
            Thread.sleep(random.nextInt(GREATEST_DOWN_MILLIS));
            server.restart();
            Thread.sleep(Math.max(0, EVERY.toMillis() - (System.nanoTime() - start) / 1_000_000));
        }
        return kills;
    }
}
