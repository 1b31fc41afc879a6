package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Round;
import io.peristyle.embedded.ServerVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All rounds, and what they ran on. */
record JsonReport(List<Series> results, Collection<String> notes, Arguments arguments) {
    String text() {
        return """
                {
                  "at": %s,
                  "java": %s,
                  "system": %s,
                  "processors": %d,
                  "server": %s,
                  "roundSeconds": %s,
                  "notes": [%s],
                  "results": [
                %s
                  ]
                }
                """.formatted(
                        quoted(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                        quoted(System.getProperty("java.runtime.version")),
                        quoted(System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch")),
                        Runtime.getRuntime().availableProcessors(),
                        quoted(ServerVersion.MODERN.toString()),
                        arguments.seconds(),
                        notes.stream().map(JsonReport::quoted).collect(Collectors.joining(", ")),
                        results.stream().map(JsonReport::series).collect(Collectors.joining(",\n")));
    }

    private static String series(Series series) {
        return "    {\"workload\": %s, \"contender\": %s, \"version\": %s, \"rounds\": [\n%s]}"
                .formatted(
                        quoted(series.workload().id()),
                        quoted(series.contender()),
                        quoted(series.version()),
                        series.rounds().stream().map(JsonReport::round).collect(Collectors.joining(",\n")));
    }

    private static String round(Series.Counted counted) {
        Round round = counted.round();
        return String.format(
                Locale.ROOT,
                "      {\"units\": %d, \"seconds\": %.6f, \"perSecond\": %.1f, \"clientCpuSeconds\": %.4f,"
                        + " \"serverCpuSeconds\": %.2f, \"allocatedBytes\": %.0f, \"threads\": %d, \"p50Micros\": %.1f,"
                        + " \"p99Micros\": %.1f, \"othersShare\": %.3f}",
                round.units(),
                round.seconds(),
                counted.rate(),
                round.cpuSeconds(),
                counted.serverSeconds(),
                round.allocatedBytes(),
                round.threads(),
                round.p50Micros(),
                round.p99Micros(),
                counted.others());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c < ' ' ? ' ' : c);
            }
        }
        return quoted.append('"').toString();
    }
}
