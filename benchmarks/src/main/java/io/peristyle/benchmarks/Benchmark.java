package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Expected;
import io.peristyle.benchmarks.contender.Workload;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has contenders do workloads in turns and prints a table of what it took, with all rounds in a file beside it. */
public final class Benchmark {
    private final Arguments arguments;
    private final Stage stage;
    private final List<Series> results = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private Benchmark(Arguments arguments, Stage stage) {
        this.arguments = arguments;
        this.stage = stage;
    }

    /** Runs; {@code -Dbenchmarks.target} names the directory for what is written. */
    public static void main(String[] words) throws Exception {
        Arguments arguments;
        try {
            arguments = Arguments.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Arguments.USAGE);
            System.exit(2);
            return;
        }
        Path target = Path.of(System.getProperty("benchmarks.target", "target"));
        try (ClickHouseServer server = ClickHouseServer.start(ServerVersion.MODERN)) {
            new BenchmarkTables(server).create();
            Stage stage = Stage.prepare(server, target.resolve("benchmark"), arguments.recording());
            Benchmark benchmark = new Benchmark(arguments, stage);
            benchmark.run();
            benchmark.report(target.resolve("benchmark.json"));
        }
    }

    private void run() {
        for (Workload workload : arguments.workloads()) {
            List<Entrant> entrants = enter(workload);
            try {
                for (int round = 0; round < arguments.rounds(); round++) {
                    turn(workload, entrants, round);
                }
                entrants.forEach(entrant -> results.add(entrant.series()));
            } finally {
                entrants.forEach(Entrant::close);
            }
        }
    }

    private List<Entrant> enter(Workload workload) {
        Expected expected = new Expected(workload);
        List<Entrant> entrants = new ArrayList<>();
        for (Lineup contender : arguments.contenders()) {
            if (takesPart(contender, workload)) {
                progress(workload.id() + ": " + contender.id() + " warms up");
                Entrant entrant = enter(workload, contender, expected);
                if (entrant != null) {
                    entrants.add(entrant);
                }
            }
        }
        return entrants;
    }

    private boolean takesPart(Lineup contender, Workload workload) {
        return switch (contender) {
            case FLOOR -> {
                if (stage.floor() == null) {
                    notes.add("floor left out: there is no C compiler `cc`.");
                }
                yield stage.floor() != null
                        && !workload.isOfGrowth()
                        && !workload.connectsEachTime()
                        && (workload == Workload.NUMBERS || (workload.isOfRequests() && !workload.isInsert()));
            }
            case PERISTYLE -> true;
            case PERISTYLE_LOOP -> workload.isOfRequests() && !workload.connectsEachTime();
            case PERISTYLE_NEW -> workload == Workload.POINTS || workload == Workload.POINTS_REAL;
            case PERISTYLE_LENT -> workload.isOfBlocks();
            default -> {
                if (!contender.isBuilt()) {
                    notes.add(contender.id() + " left out: the peers could not be fetched when this was built.");
                }
                yield contender.isBuilt() && !workload.isOfGrowth() && !workload.connectsEachTime();
            }
        };
    }

    /** The contender, warm; null if it cannot do the workload, or failed. */
    private @Nullable Entrant enter(Workload workload, Lineup contender, Expected expected) {
        Entrant entrant = null;
        try {
            entrant = new Entrant(workload, contender, stage, expected);
            if (entrant.isAble()) {
                entrant.warmUp(arguments.seconds());
                return entrant;
            }
        } catch (IOException failure) {
            fail(workload, contender.id(), failure);
        }
        if (entrant != null) {
            entrant.close();
        }
        return null;
    }

    /** One round of each, beginning with another one each time. */
    private void turn(Workload workload, List<Entrant> entrants, int round) {
        List<Entrant> failed = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            Entrant entrant = entrants.get((i + round) % entrants.size());
            try {
                entrant.count();
            } catch (IOException failure) {
                fail(workload, entrant.series().contender(), failure);
                failed.add(entrant);
            }
        }
        failed.forEach(Entrant::close);
        entrants.removeAll(failed);
        progress(workload.id() + ": round " + (round + 1) + " of " + arguments.rounds());
    }

    private void fail(Workload workload, String contender, IOException failure) {
        String note = workload.id() + ": " + contender + " left out: " + failure.getMessage();
        progress(note);
        notes.add(note);
    }

    private void report(Path json) throws IOException {
        System.out.print(new MarkdownReport(results, notes).text());
        Files.writeString(json, new JsonReport(results, notes, arguments).text());
        progress("all rounds: " + json);
    }

    private static void progress(String line) {
        System.err.println(line);
    }
}
