package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Workload;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The results as one table. */
record MarkdownReport(List<Series> results, Collection<String> notes) {
    private static final double BUSY = 0.1;
    private static final String HEAD = """
            | workload | contender | median | min – max | × floor | × client-v2 | p50, p99 µs | client CPU | server CPU | heap | threads | others |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """;
    private static final String LEGEND = """

            Rates are millions of rows or thousands of requests in a second. CPU is seconds for a million rows or a thousand
            requests, heap is bytes allocated for a row or a request, threads are those beside the JVM's own. Others is the
            share of the machine that processes outside the benchmark used.
            """;

    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        Workload last = null;
        boolean busy = false;
        for (Series series : results) {
            text.append(row(series, series.workload() != last));
            last = series.workload();
            busy |= series.median(Series.Counted::others) > BUSY;
        }
        text.append(LEGEND);
        if (busy) {
            text.append("\n**The machine was busy with something else: these are no results.**\n");
        }
        for (String note : notes) {
            text.append("\n- ").append(note);
        }
        return text.append(notes.isEmpty() ? "" : "\n").toString();
    }

    private String row(Series series, boolean first) {
        Workload workload = series.workload();
        double scale = workload.isOfRequests() ? 1e3 : 1e6;
        double median = series.median(Series.Counted::rate);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s – %s | %s | %s | %s | %s | %s | %s | %.0f | %.0f %% |%n",
                first ? workload.id() + " " + workload.title() : "",
                series.contender() + (series.version().matches("[0-9].*") ? " " + series.version() : ""),
                figure(median / scale),
                figure(series.least(Series.Counted::rate) / scale),
                figure(series.most(Series.Counted::rate) / scale),
                ratio(series, Lineup.FLOOR, median),
                ratio(series, Lineup.CLIENT_V2, median),
                workload.isOfRequests()
                        ? figure(series.median(counted -> counted.round().p50Micros())) + ", "
                                + figure(
                                        series.median(counted -> counted.round().p99Micros()))
                        : "",
                figure(series.median(counted ->
                        counted.round().cpuSeconds() / counted.round().units() * scale)),
                figure(series.median(
                        counted -> counted.serverSeconds() / counted.round().units() * scale)),
                heap(series),
                series.median(counted -> counted.round().threads()),
                series.median(Series.Counted::others) * 100);
    }

    private String ratio(Series series, Lineup to, double median) {
        for (Series other : results) {
            if (other.workload() == series.workload() && other.contender().equals(to.id())) {
                return String.format(Locale.ROOT, "%.2f", median / other.median(Series.Counted::rate));
            }
        }
        return "";
    }

    private static String heap(Series series) {
        double bytes = series.median(
                counted -> counted.round().allocatedBytes() / counted.round().units());
        return bytes < 0 ? "" : figure(bytes);
    }

    /** Three digits, or as many as stand before the point. */
    private static String figure(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
