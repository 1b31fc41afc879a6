package io.peristyle.benchmarks;

import io.peristyle.client.ClickHouse;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The workloads: scans, inserts, and point queries at 100 concurrent over 20 connections. */
public final class Workloads {
    private static final long SCAN_ROWS = 200_000_000;
    private static final int INSERT_ROWS = 5_000_000;
    private static final int BATCH = 500_000;
    private static final int POINTS = 5_000;

    private final String url;

    private Workloads(String url) {
        this.url = url;
    }

    /** A row of the insert workload. */
    public record Measurement(long id, String name, Instant ts, double score) {}

    /**
     * Prints one table row for each workload.
     *
     * @param arguments the URL of a server; without one, an embedded server is started
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println("| workload | median | range | heap bytes per unit |");
        System.out.println("|---|---|---|---|");
        if (arguments.length > 0) {
            new Workloads(arguments[0]).run();
            return;
        }
        try (ClickHouseServer server = ClickHouseServer.start(ServerVersion.MODERN)) {
            new Workloads(server.url()).run();
        }
    }

    private void run() throws Exception {
        for (String compress : List.of("none", "lz4")) {
            try (ClickHouse db = ClickHouse.connect(url + "?compress=" + compress)) {
                scan(db, compress);
                insert(db, compress);
            }
        }
        try (ClickHouse db = ClickHouse.connect(url + "?max_open_conns=20")) {
            points(db);
        }
    }

    private static void scan(ClickHouse db, String compress) throws Exception {
        Rounds.print("scan of UInt64, " + compress, "rows", () -> {
            LongAdder rows = new LongAdder();
            db.query("SELECT number FROM system.numbers_mt LIMIT " + SCAN_ROWS)
                    .forEachBlock(block -> rows.add(sumOf(block) == 0 ? 0 : block.rows()))
                    .join();
            return rows.sum();
        });
    }

    private static long sumOf(Block block) {
        long sum = 0;
        for (long value : block.longs(0)) {
            sum += value;
        }
        return sum;
    }

    private static void insert(ClickHouse db, String compress) throws Exception {
        db.query(
                        "CREATE TABLE IF NOT EXISTS bench_null (id UInt64, name String, ts DateTime, score Float64) ENGINE = Null")
                .execute()
                .join();
        db.query("CREATE TABLE IF NOT EXISTS bench_tree (id UInt64, name String, ts DateTime, score Float64)"
                        + " ENGINE = MergeTree ORDER BY id")
                .execute()
                .join();
        List<Measurement> batch = new ArrayList<>(BATCH);
        long[] ids = new long[BATCH];
        String[] names = new String[BATCH];
        Instant[] times = new Instant[BATCH];
        double[] scores = new double[BATCH];
        for (int i = 0; i < BATCH; i++) {
            ids[i] = i;
            names[i] = String.format(Locale.ROOT, "name-%07d", i);
            times[i] = Instant.ofEpochSecond(1_700_000_000L + i);
            scores[i] = i / 3.0;
            batch.add(new Measurement(ids[i], names[i], times[i], scores[i]));
        }
        Map<String, Object> columns = Map.of("id", ids, "name", names, "ts", times, "score", scores);
        for (String table : List.of("bench_null", "bench_tree")) {
            Rounds.print("insert of records into " + table + ", " + compress, "rows", () -> {
                for (int rows = 0; rows < INSERT_ROWS; rows += BATCH) {
                    db.insert(table).records(batch).join();
                }
                return INSERT_ROWS;
            });
        }
        Rounds.print("insert of columns into bench_null, " + compress, "rows", () -> {
            for (int rows = 0; rows < INSERT_ROWS; rows += BATCH) {
                db.insert("bench_null").columns(columns).join();
            }
            return INSERT_ROWS;
        });
    }

    private static void points(ClickHouse db) throws Exception {
        db.query("CREATE TABLE IF NOT EXISTS bench_points (id UInt64, name String, ts DateTime, score Float64)"
                        + " ENGINE = MergeTree ORDER BY id")
                .execute()
                .join();
        db.query("INSERT INTO bench_points SELECT number, toString(number), toDateTime(number), number / 3"
                        + " FROM numbers(1000000)")
                .execute()
                .join();
        pointQueries(db, "SELECT * FROM bench_points WHERE id = {id:UInt64}", "point queries");
        pointQueries(db, "SELECT {id:UInt64}", "SELECT of one constant");
    }

    private static void pointQueries(ClickHouse db, String sql, String name) throws Exception {
        List<Latencies> rounds = new ArrayList<>();
        Rounds.print(name + ", 100 at once on 20 connections", "queries", () -> {
            Latencies latencies = new Latencies(POINTS);
            rounds.add(latencies);
            AtomicInteger next = new AtomicInteger();
            List<CompletableFuture<Void>> requesters = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                requesters.add(requester(db, sql, next, latencies));
            }
            CompletableFuture.allOf(requesters.toArray(CompletableFuture[]::new))
                    .join();
            return POINTS;
        });
        Latencies last = rounds.get(rounds.size() - 1);
        System.out.printf(
                Locale.ROOT, "| %s | p50 %,.0f µs | p99 %,.0f µs | |%n", name, last.microsAt(0.5), last.microsAt(0.99));
    }

    private static CompletableFuture<Void> requester(
            ClickHouse db, String sql, AtomicInteger next, Latencies latencies) {
        int operation = next.getAndIncrement();
        if (operation >= POINTS) {
            return CompletableFuture.completedFuture(null);
        }
        long start = System.nanoTime();
        return db.query(sql).param("id", (long) operation).rows().thenCompose(rows -> {
            latencies.record(operation, System.nanoTime() - start);
            return requester(db, sql, next, latencies);
        });
    }
}
