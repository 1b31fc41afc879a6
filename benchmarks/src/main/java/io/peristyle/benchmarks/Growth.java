package io.peristyle.benchmarks;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.options.Compression;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How the client grows: its rate and memory with the rows of one result, and its memory with the connections that lie idle.
 * Of the client alone: there is no peer to be compared with.
 */
public final class Growth {
    private static final int ROUNDS = 5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int CONNECTIONS = 1_000;
    private static final int SETTLE_SECONDS = 60;

    private Growth() {}

    /** Prints two tables. */
    public static void main(String[] words) throws IOException, InterruptedException, TimeoutException {
        try (ClickHouseServer server = ClickHouseServer.start(ServerVersion.MODERN)) {
            connections(server);
            rows(server);
        }
    }

    private static void rows(ClickHouseServer server) throws IOException {
        try (ClickHouse db = ClickHouse.connect(ClickHouse.builder()
                .endpoint(server.host(), server.tcpPort())
                .compression(Compression.Method.NONE)
                .build())) {
            for (int i = 0; i < ROUNDS; i++) {
                scan(db, 100_000_000);
            }
            System.out.printf(
                    "%n| rows of a result | million rows a second, median | memory of the process |%n|---|---|---|%n");
            for (long rows = 1_000_000; rows <= 1_000_000_000; rows *= 10) {
                double[] rates = new double[ROUNDS];
                for (int i = 0; i < ROUNDS; i++) {
                    rates[i] = rate(db, rows);
                }
                Arrays.sort(rates);
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %.0f | %.0f MB |%n",
                        rows,
                        rates[ROUNDS / 2],
                        kilobytes("VmRSS") / 1024.0);
            }
        }
    }

    /** Of as many scans as take about a second, so that short ones are measured as well as long ones. */
    private static double rate(ClickHouse db, long rows) {
        long begin = System.nanoTime();
        long scanned = 0;
        while (System.nanoTime() - begin < SECOND) {
            scan(db, rows);
            scanned += rows;
        }
        return scanned * 1e3 / (System.nanoTime() - begin);
    }

    private static void scan(ClickHouse db, long rows) {
        long[] sum = new long[1];
        db.query("SELECT number FROM system.numbers_mt LIMIT " + rows)
                .forEachBlock(block -> {
                    for (long number : block.rawLongs(0)) {
                        sum[0] += number;
                    }
                })
                .join();
        // The numbers of several threads come in any order, but all of them, and none twice.
        if (sum[0] != rows * (rows - 1) / 2) {
            throw new IllegalStateException("the sum of " + rows + " numbers is wrong: " + sum[0]);
        }
    }

    private static void connections(ClickHouseServer server)
            throws IOException, InterruptedException, TimeoutException {
        try (ClickHouse db = ClickHouse.connect(ClickHouse.builder()
                .endpoint(server.host(), server.tcpPort())
                .maxOpenConns(CONNECTIONS)
                .minIdle(1)
                .build())) {
            db.query("SELECT 1").value(Long.class).join();
            Use before = Use.now();
            db.resizePool(CONNECTIONS, CONNECTIONS);
            long end = System.nanoTime() + SETTLE_SECONDS * SECOND;
            while (db.stats().idle() < CONNECTIONS) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException("only " + db.stats().idle() + " connections are open");
                }
                Thread.sleep(100);
            }
            Use after = Use.now();
            System.out.printf(
                    Locale.ROOT,
                    "| idle connections | heap | memory of the process | threads |%n|---|---|---|---|%n"
                            + "| 1 | %.1f MB | %.1f MB | %d |%n| %,d | %.1f MB | %.1f MB | %d |%n",
                    before.heap / 1048576.0,
                    before.resident / 1024.0,
                    before.threads,
                    db.stats().idle(),
                    after.heap / 1048576.0,
                    after.resident / 1024.0,
                    after.threads);
        }
    }

    private static long kilobytes(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc/self/status has no " + name);
    }

    /**
     * What the process uses when no garbage is left.
     *
     * @param heap bytes
     * @param resident kilobytes
     */
    private record Use(long heap, long resident, int threads) {
        static Use now() throws IOException {
            System.gc();
            System.gc();
            return new Use(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    kilobytes("VmRSS"),
                    ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }
}
