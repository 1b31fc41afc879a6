package io.peristyle.cli;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;

/** {@code peristyle demo}: what the client does, on a real server, in figures. */
@Command(
        name = "demo",
        description = "Starts a real ClickHouse, loads a million rows, and answers a hundred queries at a time.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements TerminalCommand {
    private static final int ROWS = 1_000_000;
    private static final int CONNECTIONS = 20;
    private static final int QUERIES_AT_A_TIME = 100;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 20;
    private static final int UNPOOLED_ROUNDS = 5;
    private static final String SQL = "SELECT city, at, fare FROM trips WHERE id = {id:UInt64}";

    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PrintStream out = terminal.out();
        out.println("Starting a real " + ServerVersion.MODERN + " …");
        out.flush();
        try (ClickHouseServer server = ClickHouseServer.start(ServerOptions.builder(ServerVersion.MODERN)
                        .progress(terminal.err()::println)
                        .build());
                ClickHouse db = ClickHouse.connect(server.url() + "?max_open_conns=" + CONNECTIONS)) {
            out.println(server.url());
            Duration loading = load(db);
            run(db, WARM_UP_ROUNDS, "warming up");
            Latencies pooled = run(db, ROUNDS, "pool of " + CONNECTIONS);
            long used = db.stats().size();
            Latencies unpooled = runUnpooled(server.url());
            print(loading, pooled, unpooled, used);
        }
        return OK;
    }

    private Duration load(ClickHouse db) {
        db.query("CREATE TABLE trips (id UInt64, city LowCardinality(String), at DateTime, fare Nullable(Float64))"
                        + " ENGINE = MergeTree ORDER BY id")
                .execute()
                .join();
        ProgressLine line = new ProgressLine(terminal.err(), terminal.errIsTerminal());
        ExecutorService reading = Executors.newSingleThreadExecutor();
        try {
            Instant start = Instant.now();
            db.insert("trips")
                    .columns("id", "city", "at", "fare")
                    .from(DemoTrips.publisher(ROWS, reading, done -> line.show(done, ROWS, " rows loaded")))
                    .join();
            return Duration.between(start, Instant.now());
        } finally {
            line.clear();
            reading.shutdown();
        }
    }

    /** Runs rounds of a hundred queries that are all started at once. */
    private Latencies run(ClickHouse db, int rounds, String what) {
        ProgressLine line = new ProgressLine(terminal.err(), terminal.errIsTerminal());
        Latencies latencies = new Latencies();
        for (int round = 0; round < rounds; round++) {
            line.show((long) round * QUERIES_AT_A_TIME, (long) rounds * QUERIES_AT_A_TIME, " queries, " + what);
            latencies.measure(
                    QUERIES_AT_A_TIME,
                    i -> db.query(SQL).param("id", i * 9_973L).rows());
        }
        line.clear();
        return latencies;
    }

    /** Runs the same queries, a hundred at a time too, each over a connection that is made and closed for it. */
    private Latencies runUnpooled(String url) {
        ProgressLine line = new ProgressLine(terminal.err(), terminal.errIsTerminal());
        Latencies latencies = new Latencies();
        try (ClickHouse db = ClickHouse.connect(url + "?max_open_conns=" + QUERIES_AT_A_TIME)) {
            for (int round = 0; round < UNPOOLED_ROUNDS; round++) {
                line.show(
                        (long) round * QUERIES_AT_A_TIME,
                        (long) UNPOOLED_ROUNDS * QUERIES_AT_A_TIME,
                        " queries, a new connection each");
                latencies.measure(
                        QUERIES_AT_A_TIME,
                        // A session has a connection of its own, which is closed with it and never lent again.
                        i -> db.session()
                                .thenCompose(session -> session.query(SQL)
                                        .param("id", i * 9_973L)
                                        .rows()
                                        .whenComplete((rows, failure) -> session.close())));
            }
        }
        line.clear();
        return latencies;
    }

    private void print(Duration loading, Latencies pooled, Latencies unpooled, long connections) {
        PrintStream out = terminal.out();
        out.printf(
                Locale.ROOT,
                "%nLoaded %,d rows in %.2f s: %,.0f rows/s%n%n",
                ROWS,
                loading.toNanos() / 1e9,
                ROWS / (loading.toNanos() / 1e9));
        out.printf(
                "%-34s %12s %10s %10s %12s%n", "100 queries at a time", "queries/s", "p50 ms", "p99 ms", "connections");
        row("pool of " + CONNECTIONS, pooled, Long.toString(connections));
        row("a new connection for each", unpooled, Integer.toString(UNPOOLED_ROUNDS * QUERIES_AT_A_TIME));
        out.printf(
                Locale.ROOT,
                "%nThe pool answers %.1f times as many queries a second.%n",
                pooled.perSecond() / unpooled.perSecond());
        out.flush();
    }

    private void row(String name, Latencies latencies, String connections) {
        List<Double> millis = List.of(latencies.percentileMillis(50), latencies.percentileMillis(99));
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%-34s %,12.0f %10.2f %10.2f %12s%n",
                        name,
                        latencies.perSecond(),
                        millis.get(0),
                        millis.get(1),
                        connections);
    }
}
