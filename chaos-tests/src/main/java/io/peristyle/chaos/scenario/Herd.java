package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Callers;
import io.peristyle.chaos.load.NonceReads;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All servers are away and return at once, with 200 callers waiting. */
public final class Herd implements Scenario {
    private static final int CALLERS = 200;
    private static final int CONNECTIONS = 90;
    private static final int IN_FLIGHT = 16;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration SLOW_HELLO = Duration.ofMillis(700);
    /** Attempts a second at a server that refuses: by a backoff from 250 ms on, each place gets a few. */
    private static final double ATTEMPTS_PER_SECOND = 10;

    @Override
    public String test() {
        return "T6";
    }

    @Override
    public String title() {
        return "all servers return at once with 200 callers waiting";
    }

    /** Connections are given up during Hello here, which the embedded modern server does not survive. */
    @Override
    public ServerVersion version() {
        return ServerVersion.LEGACY;
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        try (Proxies proxies = Proxies.before(stage.fleet())) {
            ClickHouse db = stage.connect(proxies.url() + "?max_open_conns=" + CONNECTIONS
                    + "&max_pending=1000&acquire_timeout=30s&handshake_timeout=2s");
            NonceReads reads = new NonceReads(db, TIMEOUT, findings);
            Watcher watcher = new Watcher(proxies);
            watcher.start();
            try {
                Callers.during(
                        () -> {
                            Thread.sleep(1_000);
                            silence(proxies, watcher, reads, findings);
                            refuse(proxies, watcher, reads, findings);
                        },
                        CALLERS,
                        new Callers.Pause(PAUSE, stage.random()),
                        reads::ask);
            } finally {
                watcher.end();
            }
            reads.checkForeign();
            Remains.check(db, proxies.ports(), findings);
        }
        stage.heal();
    }

    /** Connections are accepted, and Hello is not answered. */
    private static void silence(Proxies proxies, Watcher watcher, NonceReads reads, Findings findings)
            throws InterruptedException {
        proxies.all().forEach(proxy -> proxy.pause(Direction.TO_CLIENT));
        proxies.all().forEach(proxy -> proxy.cutAll(Cut.RST));
        Thread.sleep(20);
        watcher.clear();
        Thread.sleep(AWAY.toMillis());
        findings.check("connects in flight at a silent server", watcher.mostOpen(), Bound.atMost(IN_FLIGHT, ""));
        back(proxies, reads, findings, "silent servers");
    }

    /** Connections are refused; then all are back, with a Hello so slow that connects in flight can be counted. */
    private static void refuse(Proxies proxies, Watcher watcher, NonceReads reads, Findings findings)
            throws InterruptedException {
        proxies.all().forEach(FaultProxy::refuseConnections);
        proxies.all().forEach(proxy -> proxy.cutAll(Cut.RST));
        Thread.sleep(1_000);
        watcher.clear();
        Thread.sleep(AWAY.toMillis());
        findings.check(
                "attempts at a server that refuses",
                watcher.mostArrivals() / (AWAY.toMillis() / 1e3),
                Bound.atMost(ATTEMPTS_PER_SECOND, "a second"));
        watcher.noteGaps(findings);
        proxies.all().forEach(proxy -> proxy.delay(Direction.TO_CLIENT, SLOW_HELLO));
        watcher.clear();
        proxies.all().forEach(FaultProxy::acceptConnections);
        Thread.sleep(SLOW_HELLO.toMillis() * 9 / 10);
        findings.check("connects in flight at a server that returns", watcher.mostOpen(), Bound.atMost(IN_FLIGHT, ""));
        back(proxies, reads, findings, "servers that refused");
    }

    /** Judges that callers are served again soon after all is well. */
    private static void back(Proxies proxies, NonceReads reads, Findings findings, String after)
            throws InterruptedException {
        long start = System.nanoTime();
        proxies.all().forEach(FaultProxy::heal);
        long errors = reads.errors();
        long answered = reads.asked();
        while (reads.asked() < answered + 2 * CALLERS && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
            Thread.sleep(10);
        }
        findings.check(
                "all callers served again after " + after,
                (System.nanoTime() - start) / 1e6,
                Bound.atMost(10_000, "ms"));
        findings.note(reads.errors() - errors + " reads failed on the return of " + after);
    }

    /** Counts connections to each proxy, some hundred times a second. */
    private static final class Watcher extends Thread {
        private final Proxies proxies;
        private final List<List<Long>> arrivals = new ArrayList<>();
        private final int[] accepted;
        private int mostOpen;
        private volatile boolean ended;

        Watcher(Proxies proxies) {
            super("connection-watcher");
            setDaemon(true);
            this.proxies = proxies;
            accepted = new int[proxies.all().size()];
            proxies.all().forEach(proxy -> arrivals.add(new ArrayList<>()));
        }

        @Override
        public void run() {
            while (!ended) {
                look();
                try {
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private synchronized void look() {
            long now = System.nanoTime();
            for (int i = 0; i < accepted.length; i++) {
                FaultProxy proxy = proxies.get(i);
                // The client's own sockets: a proxy that holds bytes back keeps both ends of a connection that was cut.
                mostOpen = Math.max(mostOpen, Remains.sockets(List.of(proxy.port())));
                for (int count = proxy.acceptedConnections(); accepted[i] < count; accepted[i]++) {
                    arrivals.get(i).add(now);
                }
            }
        }

        /** Forgets what was so far. */
        synchronized void clear() {
            look();
            arrivals.forEach(List::clear);
            mostOpen = 0;
        }

        synchronized int mostOpen() {
            return mostOpen;
        }

        synchronized int mostArrivals() {
            return arrivals.stream().mapToInt(List::size).max().orElse(0);
        }

        /** Judges that a server is not knocked at to a beat: gaps between attempts differ. */
        synchronized void noteGaps(Findings findings) {
            List<Double> spreads = new ArrayList<>();
            for (List<Long> times : arrivals) {
                double[] gaps = new double[Math.max(0, times.size() - 1)];
                for (int i = 0; i < gaps.length; i++) {
                    gaps[i] = (times.get(i + 1) - times.get(i)) / 1e6;
                }
                double mean = java.util.Arrays.stream(gaps).average().orElse(Double.NaN);
                double variance = java.util.Arrays.stream(gaps)
                        .map(gap -> (gap - mean) * (gap - mean))
                        .average()
                        .orElse(Double.NaN);
                if (gaps.length >= 3) {
                    spreads.add(100 * Math.sqrt(variance) / mean);
                }
                findings.note("attempts while refusing: " + times.size() + ", every " + mean + " ms");
            }
            if (!spreads.isEmpty()) {
                findings.check(
                        "spread of the gaps between attempts",
                        spreads.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN),
                        Bound.atLeast(10, "%"));
            }
        }

        void end() throws InterruptedException {
            ended = true;
            join();
        }
    }
}
