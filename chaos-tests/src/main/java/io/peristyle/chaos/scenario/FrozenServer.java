package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Answer;
import io.peristyle.chaos.load.MixedLoad;
import io.peristyle.chaos.load.Samples;
import io.peristyle.chaos.load.Throughput;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One of three servers stands still under load, its sockets open, and goes on later. */
public final class FrozenServer implements Scenario {
    private static final int CALLERS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_FREEZE = Duration.ofSeconds(20);
    private static final String LATE = "end of a failed call past its deadline";
    private static final int TOLERANCE_MILLIS = 100;
    private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    @Override
    public String test() {
        return "T2";
    }

    @Override
    public String title() {
        return "one of three servers is frozen under load, and thawed";
    }

    /** The embedded modern server dies when it finds the connections gone that were begun while it was frozen. */
    @Override
    public ServerVersion version() {
        return ServerVersion.LEGACY;
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        Throughput throughput = new Throughput();
        Samples overshoot = new Samples();
        AtomicBoolean calm = new AtomicBoolean(true);
        Consumer<Answer> listener = answer -> {
            if (!calm.get()) {
                note(answer, overshoot, findings);
            }
        };
        ClickHouse db = stage.connect(stage.fleet().url() + "?max_open_conns=30&handshake_timeout=1s");
        MixedLoad.Plan plan = new MixedLoad.Plan(CALLERS, PAUSE, TIMEOUT, stage.random());
        MixedLoad load = new MixedLoad(stage.fleet(), db, plan, findings);
        load.reads().telling(throughput::answered).telling(listener);
        load.inserts().telling(listener);
        load.during(() -> freeze(stage, throughput, calm));
        stage.heal();
        load.check();
        findings.note(overshoot.count() + " calls failed after it was frozen");
        if (overshoot.count() > 0) {
            findings.check(LATE, overshoot.greatestMillis(), Bound.atMost(TOLERANCE_MILLIS, "ms"));
        }
        Remains.check(db, stage.ports(), findings);
    }

    private static void freeze(Stage stage, Throughput throughput, AtomicBoolean calm) throws InterruptedException {
        long freezeNanos = Math.min(LONGEST_FREEZE.toNanos(), stage.duration().toNanos());
        long calmNanos = Math.min(TimeUnit.SECONDS.toNanos(6), freezeNanos);
        ClickHouseServer victim =
                stage.fleet().server(stage.random().nextInt(stage.fleet().size()));
        TimeUnit.NANOSECONDS.sleep(calmNanos);
        long frozen = System.nanoTime();
        double before = throughput.perSecond(frozen - calmNanos / 2, frozen);
        victim.pause();
        calm.set(false);
        TimeUnit.NANOSECONDS.sleep(freezeNanos);
        long thawed = System.nanoTime();
        double during = throughput.perSecond(frozen + RECOVERY_NANOS, thawed);
        victim.resume();
        stage.findings()
                .check(
                        "throughput beside the frozen server from 2 s on",
                        100 * during / before,
                        Bound.atLeast(60, "%"));
        stage.findings().note(String.format("%.0f reads/s before, %.0f/s while it was frozen", before, during));
        // What it held back comes now, if ever.
        TimeUnit.NANOSECONDS.sleep(Math.min(TimeUnit.SECONDS.toNanos(5), freezeNanos));
    }

    private static void note(Answer answer, Samples overshoot, Findings findings) {
        if (!answer.isSuccess()) {
            Duration beyond = answer.took().minus(TIMEOUT);
            overshoot.add(beyond);
            if (beyond.toMillis() > TOLERANCE_MILLIS) {
                findings.evidence(LATE, answer.failure() + " after " + answer.took());
            }
        }
    }
}
