package io.peristyle.benchmarks.contender;

import java.util.HashMap;
import java.util.Map;

/** What rounds of a workload must have read. Not thread-safe. */
public final class Expected {
    private final Workload workload;
    private final Map<Long, Long> known = new HashMap<>();

    public Expected(Workload workload) {
        this.workload = workload;
    }

    /** The check of a round of {@code units}; of inserts it is 0, since the server is asked what arrived. */
    public long check(long units) {
        return known.computeIfAbsent(units, this::compute);
    }

    private long compute(long units) {
        return switch (workload.kind()) {
            case NUMBERS -> units % 2 == 0 ? units / 2 * (units - 1) : (units - 1) / 2 * units;
            case RECORDS -> Mixed.expectedRecords(0, units);
            case COLUMNS -> Mixed.expectedColumns(0, units);
            case STUB_POINTS, POINTS -> points(units);
            case STUB_ONE, ONE, STUB_CONNECT, CONNECT -> units;
            case INSERT, INSERT_COLUMNS, INSERT_BLOCKS, SINGLE_INSERTS -> 0;
        };
    }

    private static long points(long units) {
        long sum = 0;
        for (long i = 0; i < units; i++) {
            sum += Point.expected(Workload.point(i));
        }
        return sum;
    }
}
