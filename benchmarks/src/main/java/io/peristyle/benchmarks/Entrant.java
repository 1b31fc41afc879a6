package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Expected;
import io.peristyle.benchmarks.contender.Round;
import io.peristyle.benchmarks.contender.ServerAddress;
import io.peristyle.benchmarks.contender.Workload;
import io.peristyle.embedded.ClickHouseServer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A contender at a workload: its process, its stub, and how large its rounds are. */
final class Entrant implements AutoCloseable {
    private static final int SINGLE_ROWS_KEPT = 500;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int WARM_UP_AT_MOST = 50;
    /** Fewer leave much of a contender uncompiled, where the server answers slowly. */
    private static final long WARM_UP_REQUESTS = 20_000;

    private static final long LONGEST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** No stub takes inserts: at a real server's rate the JVM compiles for that long. */
    private static final long WARM_UP_INSERTS = 60_000;

    private static final long LONGEST_WARM_UP_OF_INSERTS_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final double LARGEST_STEP = 8;

    private final Workload workload;
    private final Lineup contender;
    private final ClickHouseServer server;
    private final BenchmarkTables tables;
    private final Expected expected;
    private final @Nullable ChildProcess stub;
    private final ChildProcess process;
    private final Series series;
    private long units;

    Entrant(Workload workload, Lineup contender, Stage stage, Expected expected) throws IOException {
        this.workload = workload;
        this.contender = contender;
        this.expected = expected;
        server = stage.server();
        tables = new BenchmarkTables(server);
        units = workload.step();
        boolean warmsUpOnStub = workload.warmsUpOnStub() && contender != Lineup.FLOOR;
        stub = workload.isOnStub() || warmsUpOnStub ? stage.stub(workload.id() + "-" + contender.id()) : null;
        ServerAddress real = new ServerAddress(server.host(), server.tcpPort(), server.httpPort());
        if (stub == null) {
            process = stage.contender(contender, workload, real, null);
        } else {
            String[] ports = stub.answer().split(" ", -1);
            ServerAddress stubs =
                    new ServerAddress("127.0.0.1", Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
            process = warmsUpOnStub
                    ? stage.contender(contender, workload, real, stubs)
                    : stage.contender(contender, workload, stubs, null);
        }
        series = new Series(workload, contender.id());
    }

    /** Waits until the contender is there; false if it cannot do this workload at all. */
    boolean isAble() throws IOException {
        String greeting = process.answer();
        series.version(greeting.replaceFirst("^ready ?", ""));
        return !greeting.equals("unsupported");
    }

    Series series() {
        return series;
    }

    /** Has the contender show that what it inserts is right, and finds out how many units make a round. */
    void warmUp(double seconds) throws IOException {
        if (workload.isInsert()) {
            int rows = workload.kind() == Workload.Kind.SINGLE_INSERTS ? SINGLE_ROWS_KEPT : Workload.BATCH;
            tables.empty();
            process.ask("keep " + rows);
            tables.checkKept(rows);
            tables.empty();
        }
        round(); // Connects, and has the stub learn.
        long begun = System.nanoTime();
        long enough = begun + (long) (seconds * WARM_UP_ROUNDS * 1e9);
        double took = 0;
        long done = 0;
        for (int i = 0;
                i < WARM_UP_AT_MOST && (took < seconds / 2 || System.nanoTime() < enough || wantsMore(done, begun));
                i++) {
            took = round().round().seconds();
            done += units;
            resize(Math.min(seconds / took, LARGEST_STEP));
        }
    }

    private boolean wantsMore(long done, long begun) {
        long wanted = workload.isInsert() ? WARM_UP_INSERTS : WARM_UP_REQUESTS;
        long longest = workload.isInsert() ? LONGEST_WARM_UP_OF_INSERTS_NANOS : LONGEST_WARM_UP_NANOS;
        return workload.isOfRequests() && done < wanted && System.nanoTime() - begun < longest;
    }

    private void resize(double factor) {
        units = Math.max(1, Math.round(units * factor / workload.step())) * workload.step();
    }

    void count() throws IOException {
        series.add(round());
    }

    private Series.Counted round() throws IOException {
        long before = workload.isInsert() ? tables.insertedRows() : 0;
        MachineUse begin = use();
        Round round = Round.parse(process.ask("round " + units));
        MachineUse end = use();
        check(round, before);
        return new Series.Counted(round, end.server() - begin.server(), end.othersSince(begin));
    }

    private void check(Round round, long insertedBefore) throws IOException {
        if (round.units() != units) {
            throw new IOException(contender.id() + " did " + round.units() + " units of " + units);
        }
        if (workload.isInsert()) {
            long inserted = tables.insertedRows() - insertedBefore;
            if (inserted != units) {
                throw new IOException(inserted + " rows arrived of " + units + " by " + contender.id());
            }
        } else if (contender != Lineup.FLOOR && round.check() != expected.check(units)) {
            throw new IOException("the checksum of " + units + " units read by " + contender.id() + " is "
                    + round.check() + ", not " + expected.check(units));
        }
    }

    private MachineUse use() throws IOException {
        return MachineUse.now(process.pid(), server.pid(), stub == null ? -1 : stub.pid());
    }

    @Override
    public void close() {
        process.close();
        if (stub != null) {
            stub.close();
        }
    }
}
