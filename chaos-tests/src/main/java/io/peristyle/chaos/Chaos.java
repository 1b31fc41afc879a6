package io.peristyle.chaos;

import io.peristyle.chaos.scenario.Performance;
import io.peristyle.chaos.scenario.Scale;
import io.peristyle.chaos.scenario.Scenario;
import io.peristyle.chaos.scenario.Scenarios;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.verdict.Verdict;
import io.peristyle.chaos.verdict.VerdictTable;
import io.peristyle.embedded.ServerFleet;
import io.peristyle.embedded.ServerUnavailableException;
import io.peristyle.embedded.ServerVersion;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: plays scenarios on real servers, and judges. */
@Command(
        name = "chaos",
        description = "Kills, freezes and cuts off real ClickHouse servers under load, and prints a table of verdicts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 if every promise was kept, 1 if not, 2 if called wrongly."})
public final class Chaos implements Callable<Integer> {
    private static final int SERVERS = 3;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Option(
            names = "--duration",
            paramLabel = "D",
            defaultValue = "60s",
            converter = DurationText.class,
            description = "How long each scenario that goes on under load does so: 60s, 5m (default: 60s).")
    private Duration duration = Duration.ofMinutes(1);

    @Option(names = "--seed", paramLabel = "N", description = "Of all chance; a random one by default, printed.")
    private @Nullable Long seed;

    @Option(names = "--scenario", paramLabel = "T", split = ",", description = "Which to play: T1,T9 (default: all).")
    private List<String> wanted = List.of();

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Queries of the hunt for foreign answers (default: 100000).")
    private int queries;

    @Option(
            names = "--closes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Clients closed in the middle of their work (default: 1000).")
    private int closes;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(1L << 32);
        List<Scenario> scenarios = chosenScenarios();
        out.println("seed " + chosen + ", duration " + duration.toSeconds() + " s");
        // Before the first server, whose start touches no Netty yet.
        Performance performance = new Performance();
        List<Findings> all = new ArrayList<>();
        byVersion(scenarios).forEach((version, ofVersion) -> all.addAll(play(performance, version, ofVersion, chosen)));
        return report(all);
    }

    private List<Findings> play(
            Performance performance, ServerVersion version, List<Scenario> scenarios, long chosenSeed) {
        List<Findings> all = new ArrayList<>();
        try (ServerFleet fleet = ServerFleet.start(version, SERVERS)) {
            for (Scenario scenario : scenarios) {
                out.println(scenario.test() + ": " + scenario.title() + " (" + version + ")");
                long start = System.nanoTime();
                Findings findings = performance.play(scenario, fleet, new Scale(duration, queries, closes), chosenSeed);
                findings.notes().forEach(note -> out.println("  " + note));
                out.printf(Locale.ROOT, "  %s took %.1f s%n", scenario.test(), (System.nanoTime() - start) / 1e9);
                all.add(findings);
            }
        } catch (ServerUnavailableException e) {
            String which = scenarios.stream()
                    .map(Scenario::test)
                    .reduce((one, next) -> one + ", " + next)
                    .orElse("");
            out.println("Not run: " + which + ": " + e.reason() + "; install: " + e.installCommand());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("Interrupted.");
        }
        return all;
    }

    private int report(List<Findings> all) {
        List<Verdict> verdicts =
                all.stream().flatMap(findings -> findings.verdicts().stream()).toList();
        List<String> violations =
                all.stream().flatMap(findings -> findings.violations().stream()).toList();
        out.println();
        VerdictTable.of(verdicts).forEach(out::println);
        out.println();
        violations.forEach(violation -> out.println("VIOLATION " + violation));
        if (verdicts.isEmpty()) {
            out.println("Nothing was played.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        out.println(
                violations.isEmpty()
                        ? verdicts.size() + " promises kept."
                        : violations.size() + " of " + verdicts.size() + " promises broken.");
        return violations.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Scenario> chosenScenarios() {
        for (String name : wanted) {
            if (Scenarios.ALL.stream().noneMatch(scenario -> scenario.test().equalsIgnoreCase(name))) {
                throw new CommandLine.ParameterException(
                        new CommandLine(this),
                        "there is no scenario " + name + "; there are "
                                + Scenarios.ALL.stream().map(Scenario::test).toList());
            }
        }
        return Scenarios.ALL.stream()
                .filter(scenario -> wanted.isEmpty()
                        || wanted.stream().anyMatch(name -> scenario.test().equalsIgnoreCase(name)))
                .toList();
    }

    private static Map<ServerVersion, List<Scenario>> byVersion(List<Scenario> scenarios) {
        Map<ServerVersion, List<Scenario>> byVersion = new LinkedHashMap<>();
        scenarios.forEach(scenario -> byVersion
                .computeIfAbsent(scenario.version(), version -> new ArrayList<>())
                .add(scenario));
        return byVersion;
    }

    /** {@code 60s}, {@code 5m}, {@code 1h}. */
    static final class DurationText implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]*[smh]")) {
                throw new CommandLine.TypeConversionException("\"" + text + "\" is not a duration such as 60s or 5m");
            }
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        }
    }
}
