package io.peristyle.benchmarks.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process of a contender: does the rounds that it is told to on its standard input, until that ends. */
public final class ContenderMain {
    private static final int SINGLE_ROWS = 4096;
    private static final int WARM_UP_REQUESTS = 100_000;
    private static final int WARM_UP_STEP = 2_000;
    private static final long LONGEST_WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Workload workload;
    private final Contender contender;
    private final Meter meter;
    private Contender.@Nullable Batch batch;
    private @Nullable Operation operation;

    private ContenderMain(Workload workload, Contender contender, Meter meter) {
        this.workload = workload;
        this.contender = contender;
        this.meter = meter;
    }

    /**
     * Runs. Arguments: the contender's class, its variant, the workload's id, the server, and a stub if the contender is to
     * warm up on one.
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        Workload workload = Workload.of(arguments[2]);
        Setup setup = new Setup(workload, arguments[1], ServerAddress.parse(arguments[3]));
        Meter meter = new Meter();
        int status = 0;
        try (Contender contender = open(arguments[0], setup)) {
            if (!contender.kinds().contains(workload.kind())) {
                out.println(Round.MARK + "unsupported");
                return;
            }
            if (arguments.length > 4) {
                warmUp(arguments[0], new Setup(workload, arguments[1], ServerAddress.parse(arguments[4])));
            }
            out.println(Round.MARK + "ready " + contender.version());
            new ContenderMain(workload, contender, meter).serve(out);
        } catch (Exception | LinkageError failure) {
            failure.printStackTrace();
            out.println(Round.MARK + "failed " + rootOf(failure).toString().replace('\n', ' '));
            status = 1;
        }
        System.exit(status);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }

    private static Contender open(String className, Setup setup) throws Exception {
        try {
            return Class.forName(className)
                    .asSubclass(Contender.class)
                    .getConstructor(Setup.class)
                    .newInstance(setup);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Asks the stub often enough for the JVM to compile what asks. */
    private static void warmUp(String className, Setup setup) throws Exception {
        Workload workload = setup.workload();
        try (Contender contender = open(className, setup)) {
            Operation operation = operation(contender, workload);
            long begun = System.nanoTime();
            for (int done = 0;
                    done < WARM_UP_REQUESTS && System.nanoTime() - begun < LONGEST_WARM_UP_NANOS;
                    done += WARM_UP_STEP) {
                Requests.of(operation, workload, WARM_UP_STEP, Workload::point).run();
            }
        }
    }

    private static Operation operation(Contender contender, Workload workload) throws Exception {
        boolean points = workload.kind() == Workload.Kind.POINTS || workload.kind() == Workload.Kind.STUB_POINTS;
        return points ? contender.points() : contender.one();
    }

    private void serve(PrintStream out) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("keep")) {
                keep(Integer.parseInt(words[1]));
                out.println(Round.MARK + "kept");
            } else if (words[0].equals("round")) {
                out.println(round(Long.parseLong(words[1])).line());
            } else {
                throw new IOException("not understood: " + line);
            }
        }
    }

    private Round round(long units) throws Exception {
        return switch (workload.kind()) {
            case NUMBERS -> rows(units, () -> contender.numbers(units));
            case RECORDS -> rows(units, () -> contender.records(units));
            case COLUMNS -> rows(units, () -> contender.columns(units));
            case INSERT, INSERT_COLUMNS, INSERT_BLOCKS -> inserts(units);
            case STUB_POINTS, POINTS, STUB_ONE, ONE, STUB_CONNECT, CONNECT -> requests(units);
            case SINGLE_INSERTS -> singleInserts("bench_null", units);
        };
    }

    private interface Work {
        long run() throws Exception;
    }

    private Round rows(long units, Work work) throws Exception {
        Meter.Reading begin = meter.begin();
        long check = work.run();
        return round(units, check, begin, meter.end(), new double[2]);
    }

    private Round inserts(long units) throws Exception {
        Contender.Batch rows = batch(Workload.BATCH);
        return rows(units, () -> {
            for (long done = 0; done < units; done += Workload.BATCH) {
                rows.insertInto("bench_null");
            }
            return 0;
        });
    }

    private Round requests(long units) throws Exception {
        if (operation == null) {
            operation = operation(contender, workload);
        }
        return round(Requests.of(operation, workload, Math.toIntExact(units), Workload::point));
    }

    private Round singleInserts(String table, long units) throws Exception {
        if (operation == null) {
            operation = contender.insertsInto(table, Measurement.first(SINGLE_ROWS));
        }
        Round round = round(Requests.of(operation, workload, Math.toIntExact(units), i -> i % SINGLE_ROWS));
        return new Round(
                units,
                0,
                round.seconds(),
                round.cpuSeconds(),
                round.allocatedBytes(),
                round.threads(),
                round.p50Micros(),
                round.p99Micros());
    }

    private Round round(Requests requests) throws Exception {
        Meter.Reading begin = meter.begin();
        long check = requests.run();
        Meter.Reading end = meter.end();
        return round(requests.requests, check, begin, end, requests.percentilesMicros());
    }

    /** Inserts the first rows once into the table that keeps them. */
    private void keep(int rows) throws Exception {
        if (workload.kind() == Workload.Kind.SINGLE_INSERTS) {
            Operation inserts = contender.insertsInto("bench_kept", Measurement.first(rows));
            Requests.of(inserts, workload, rows, i -> i).run();
        } else {
            batch(rows).insertInto("bench_kept");
        }
    }

    private Contender.Batch batch(int size) throws Exception {
        if (batch == null) {
            List<Measurement> rows = Measurement.first(size);
            batch = switch (workload.kind()) {
                case INSERT -> contender.batch(rows);
                case INSERT_COLUMNS -> contender.columnarBatch(rows);
                default -> contender.blockBatch(size);
            };
        }
        return batch;
    }

    private static Round round(
            long units, long check, Meter.Reading begin, Meter.Reading end, double[] percentilesMicros) {
        return new Round(
                units,
                check,
                (end.nanos() - begin.nanos()) / 1e9,
                (end.cpuNanos() - begin.cpuNanos()) / 1e9,
                end.allocatedBytes() - begin.allocatedBytes(),
                end.threads(),
                percentilesMicros[0],
                percentilesMicros[1]);
    }
}
