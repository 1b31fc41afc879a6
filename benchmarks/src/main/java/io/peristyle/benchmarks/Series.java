package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Round;
import io.peristyle.benchmarks.contender.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The counted rounds of one contender at one workload. */
final class Series {
    private final Workload workload;
    private final String contender;
    private String version = "";
    private final List<Counted> rounds = new ArrayList<>();

    Series(Workload workload, String contender) {
        this.workload = workload;
        this.contender = contender;
    }

    void version(String measured) {
        version = measured;
    }

    /**
     * A round, and what went on beside it.
     *
     * @param serverSeconds CPU of the server, or of the stub
     * @param others share of the machine's CPU that none of the harness's processes used
     */
    record Counted(Round round, double serverSeconds, double others) {
        /** Rows or requests in a second. */
        double rate() {
            return round.units() / round.seconds();
        }
    }

    void add(Counted round) {
        rounds.add(round);
    }

    Workload workload() {
        return workload;
    }

    String contender() {
        return contender;
    }

    String version() {
        return version;
    }

    List<Counted> rounds() {
        return rounds;
    }

    double median(ToDoubleFunction<Counted> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(ToDoubleFunction<Counted> figure) {
        return rounds.stream().mapToDouble(figure).min().orElse(0);
    }

    double most(ToDoubleFunction<Counted> figure) {
        return rounds.stream().mapToDouble(figure).max().orElse(0);
    }
}
