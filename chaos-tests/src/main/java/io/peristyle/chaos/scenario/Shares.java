package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Callers;
import io.peristyle.chaos.load.NonceReads;
import io.peristyle.chaos.load.Throughput;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;

/** One of three equal servers becomes slow, then well again, then fails, then is well again. */
public final class Shares implements Scenario {
    private static final int CALLERS = 60;
    private static final int CONNECTIONS = 30;
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DELAY = Duration.ofMillis(300);
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final double EQUAL_PERCENT = 100.0 / 3;
    private static final double LITTLE_PERCENT = 5;
    /** A third, less the tenth that equal servers may differ by. */
    private static final double BACK_PERCENT = EQUAL_PERCENT * 0.9;

    @Override
    public String test() {
        return "T8";
    }

    @Override
    public String title() {
        return "one of three servers becomes slow, is healed, fails, is healed";
    }

    /** The embedded modern server dies when its connections are reset. */
    @Override
    public ServerVersion version() {
        return ServerVersion.LEGACY;
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        try (Proxies proxies = Proxies.before(stage.fleet())) {
            ClickHouse db = stage.connect(proxies.url() + "?max_open_conns=" + CONNECTIONS);
            Throughput throughput = new Throughput();
            NonceReads reads = new NonceReads(db, TIMEOUT, findings).telling(throughput::answered);
            FaultProxy victim = proxies.get(stage.random().nextInt(proxies.all().size()));
            Callers.during(
                    () -> {
                        equal(stage, proxies, throughput);
                        ail(victim, new Phase(throughput, victim.port(), findings));
                    },
                    CALLERS,
                    new Callers.Pause(PAUSE, stage.random()),
                    reads::ask);
            findings.note(
                    reads.asked() + " reads, " + reads.repeated() + " of them repeated, " + reads.errors() + " failed");
            findings.check("read errors", reads.errorPercent(), Bound.atMost(0.1, "%"));
            reads.checkForeign();
            Remains.check(db, proxies.ports(), findings);
        }
        stage.heal();
    }

    private static void ail(FaultProxy victim, Phase phase) throws InterruptedException {
        victim.delay(Direction.TO_CLIENT, DELAY);
        phase.await("share of the slow server ≤ 5 % after", share -> share <= LITTLE_PERCENT, 10);
        victim.heal();
        phase.await("share of the server that is quick again ≥ 30 % after", Shares::isBack, 30);

        victim.refuseConnections();
        victim.cutAll(Cut.RST);
        phase.await("share of the failing server ≤ 5 % after", share -> share <= LITTLE_PERCENT, 10);
        victim.heal();
        phase.await("share of the server that is back ≥ 30 % after", Shares::isBack, 30);
    }

    private static boolean isBack(double share) {
        return share >= BACK_PERCENT;
    }

    private static void equal(Stage stage, Proxies proxies, Throughput throughput) throws InterruptedException {
        TimeUnit.SECONDS.sleep(2);
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(Math.min(10_000, stage.duration().toMillis() / 2));
        long end = System.nanoTime();
        double greatest = 0;
        for (int port : proxies.ports()) {
            double share = throughput.sharePercent(port, start, end);
            greatest = Math.max(greatest, Math.abs(share - EQUAL_PERCENT) / EQUAL_PERCENT * 100);
            stage.findings().note(String.format("share of a server among equals %.1f %%", share));
        }
        stage.findings().check("difference of equal servers' shares from a third", greatest, Bound.atMost(10, "%"));
        stage.findings().note(String.format("%.0f reads/s", throughput.perSecond(start, end)));
    }

    /** Looks how a server's share of the last two seconds goes. */
    private record Phase(Throughput throughput, int port, Findings findings) {
        void await(String figure, DoublePredicate reached, int limitSeconds) throws InterruptedException {
            long start = System.nanoTime();
            long limit = start + TimeUnit.SECONDS.toNanos(limitSeconds + 2L);
            double share;
            long now;
            do {
                Thread.sleep(100);
                now = System.nanoTime();
                share = throughput.sharePercent(port, Math.max(start, now - WINDOW_NANOS), now);
            } while (now < limit && (now - start < WINDOW_NANOS || !reached.test(share)));
            boolean isReached = reached.test(share);
            findings.evidence(figure, String.format("the share was %.1f %% at last", share));
            findings.check(figure, isReached ? (now - start) / 1e9 : Double.NaN, Bound.atMost(limitSeconds, "s"));
        }
    }
}
