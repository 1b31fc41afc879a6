package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Callers;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Every server refuses every query, as one that has too many of them. */
public final class Overload implements Scenario {
    private static final int CALLERS = 50;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String OVERLOADED = "SELECT 1 SETTINGS max_concurrent_queries_for_user = 1";
    private static final String ENDLESS = "SELECT count() FROM system.numbers";
    private static final String WRONG = "SELECT throwIf(1)";

    @Override
    public String test() {
        return "T7";
    }

    @Override
    public String title() {
        return "every request is answered with error 202, then with one that is not to be repeated";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        Findings findings = stage.findings();
        ClickHouse db = stage.connect(stage.fleet().url() + "?max_open_conns=30");
        List<ClickHouse> busy = stage.fleet().servers().stream()
                .map(server -> stage.connect(server.url()))
                .toList();
        // The servers' one place for this user is taken by a query that does not end.
        for (ClickHouse one : busy) {
            var unused = one.query(ENDLESS).execute();
        }
        stage.fleet().servers().forEach(server -> awaitRunning(server, 1));
        check(stage, db, OVERLOADED, "202", 1.10);
        busy.forEach(one -> one.close(Duration.ZERO).join());
        stage.fleet().servers().forEach(server -> awaitRunning(server, 0));
        check(stage, db, WRONG, "395", 1.00);
        Remains.check(db, stage.ports(), findings);
        stage.heal();
    }

    private static void check(Stage stage, ClickHouse db, String sql, String code, double bound)
            throws InterruptedException {
        LongAdder asked = new LongAdder();
        LongAdder answered = new LongAdder();
        LongAdder others = new LongAdder();
        long before = failedQueries(stage);
        Callers.during(
                () -> Thread.sleep(Math.min(LONGEST.toMillis(), stage.duration().toMillis() / 2)),
                CALLERS,
                new Callers.Pause(PAUSE, stage.random()),
                caller -> {
                    asked.increment();
                    return db.query(sql).execute().whenComplete((summary, failure) -> {
                        if (failure == null) {
                            answered.increment();
                        } else if (!String.valueOf(failure.getMessage()).contains("Code: " + code + ".")) {
                            others.increment();
                            stage.findings().evidence("failures with another error than " + code, failure);
                        }
                    });
                });
        long sent = failedQueries(stage) - before;
        stage.findings()
                .check("requests sent ÷ asked, error " + code, (double) sent / asked.sum(), Bound.atMost(bound, ""));
        stage.findings().check("queries answered in spite of error " + code, answered.sum(), Bound.exactly(0));
        stage.findings().check("failures with another error than " + code, others.sum(), Bound.exactly(0));
        stage.findings().note(asked + " queries asked for, " + sent + " refused with error " + code);
    }

    private static void awaitRunning(ClickHouseServer server, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String running = "SELECT count() FROM system.processes WHERE query = '" + ENDLESS + "'";
        while (!server.http(running).strip().equals(Integer.toString(count))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(server + " does not run " + count + " of " + ENDLESS);
            }
        }
    }

    private static long failedQueries(Stage stage) {
        return stage.fleet().servers().stream()
                .mapToLong(server ->
                        Long.parseLong(server.http("SELECT sum(value) FROM system.events WHERE event = 'FailedQuery'")
                                .strip()))
                .sum();
    }
}
