package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Callers;
import io.peristyle.chaos.load.NonceReads;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.Cut;
import java.time.Duration;
import java.util.List;

/** Something between client and server drops connections that carry nothing for 2 s. */
public final class IdleConnectionsDropped implements Scenario {
    private static final int CALLERS = 20;
    private static final Duration DROPPED_AFTER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String test() {
        return "T5";
    }

    @Override
    public String title() {
        return "connections that are idle for 2 s are dropped on the way";
    }

    /** The embedded modern server dies when an idle connection is reset. */
    @Override
    public ServerVersion version() {
        return ServerVersion.LEGACY;
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        try (Proxies proxies = Proxies.before(stage.fleet())) {
            ClickHouse db = stage.connect(proxies.url() + "?max_open_conns=20");
            NonceReads reads = new NonceReads(db, TIMEOUT, findings);
            for (Cut how : List.of(Cut.FIN, Cut.RST)) {
                proxies.all().forEach(proxy -> proxy.dropIdleAfter(DROPPED_AFTER, how));
                Callers.during(
                        () -> Thread.sleep(stage.duration().toMillis() / 2),
                        CALLERS,
                        new Callers.Pause(PAUSE, stage.random()),
                        reads::ask);
            }
            findings.note(reads.asked() + " reads, " + reads.repeated() + " of them repeated");
            findings.check("read errors", reads.errors(), Bound.exactly(0));
            reads.checkForeign();
            Remains.check(db, proxies.ports(), findings);
        }
        stage.heal();
    }
}
