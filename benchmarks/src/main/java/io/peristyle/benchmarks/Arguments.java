package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be run.
 *
 * @param rounds counted ones of each contender
 * @param recording whether a flight recording is made of each contender
 * @param seconds how long a round shall be, about
 */
record Arguments(List<Workload> workloads, List<Lineup> contenders, int rounds, double seconds, boolean recording) {
    static final String USAGE = """
            ./benchmark [--quick] [--workloads W1,W4,…] [--contenders peristyle,…] [--rounds N] [--seconds S] [--jfr]
            ./benchmark jmh [JMH'S OWN ARGUMENTS]

              --quick       two short rounds each: shows that all works, not how fast
              --workloads   %s; W1 alone stands for W1, W1-lz4 and so on
              --contenders  %s
              --rounds      counted rounds of each contender; 5
              --seconds     length of a round, about; 3
              --jfr         makes a flight recording of each contender; slows them down
            """.formatted(
                    Arrays.stream(Workload.values()).map(Workload::id).collect(Collectors.joining(", ")),
                    Arrays.stream(Lineup.values()).map(Lineup::id).collect(Collectors.joining(", ")));

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it is not understood
     */
    static Arguments parse(String[] words) {
        Arguments arguments = new Arguments(List.of(Workload.values()), List.of(Lineup.values()), 5, 3, false);
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--quick")) {
                arguments = new Arguments(arguments.workloads, arguments.contenders, 2, 0.4, arguments.recording);
                continue;
            }
            if (words[i].equals("--jfr")) {
                arguments = new Arguments(
                        arguments.workloads, arguments.contenders, arguments.rounds, arguments.seconds, true);
                continue;
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException("not understood: " + words[i]);
            }
            arguments = arguments.with(words[i], words[++i]);
        }
        return arguments;
    }

    private Arguments with(String option, String value) {
        return switch (option) {
            case "--workloads" -> new Arguments(workloads(value), contenders, rounds, seconds, recording);
            case "--contenders" -> new Arguments(workloads, contenders(value), rounds, seconds, recording);
            case "--rounds" -> new Arguments(workloads, contenders, Integer.parseInt(value), seconds, recording);
            case "--seconds" -> new Arguments(workloads, contenders, rounds, Double.parseDouble(value), recording);
            default -> throw new IllegalArgumentException("there is no option " + option);
        };
    }

    private static List<Workload> workloads(String value) {
        List<Workload> chosen = new ArrayList<>();
        for (String id : value.split(",", -1)) {
            List<Workload> found = Arrays.stream(Workload.values())
                    .filter(workload ->
                            workload.id().equals(id) || workload.id().startsWith(id + "-"))
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("there is no workload " + id);
            }
            found.stream().filter(workload -> !chosen.contains(workload)).forEach(chosen::add);
        }
        return chosen;
    }

    private static List<Lineup> contenders(String value) {
        return Arrays.stream(value.split(",", -1)).map(Lineup::of).toList();
    }
}
