package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.MixedLoad;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import java.time.Duration;

/** Each of three servers is ended in good order and started again, one after another, under load. */
public final class RollingRestart implements Scenario {
    private static final int CALLERS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    @Override
    public String test() {
        return "T4";
    }

    @Override
    public String title() {
        return "three servers are restarted in good order, one after another, under load";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        ClickHouse db = stage.connect(stage.fleet().url() + "?max_open_conns=30");
        MixedLoad.Plan plan = new MixedLoad.Plan(CALLERS, PAUSE, TIMEOUT, stage.random());
        MixedLoad load = new MixedLoad(stage.fleet(), db, plan, findings);
        load.during(() -> restart(stage));
        stage.heal();
        load.check();
        findings.check("read errors", load.reads().errors(), Bound.exactly(0));
        Remains.check(db, stage.ports(), findings);
    }

    private static void restart(Stage stage) throws InterruptedException {
        long end = System.nanoTime() + stage.duration().toNanos();
        do {
            for (ClickHouseServer server : stage.fleet().servers()) {
                Thread.sleep(BETWEEN.toMillis());
                server.restart();
            }
        } while (System.nanoTime() < end);
        Thread.sleep(BETWEEN.toMillis());
    }
}
