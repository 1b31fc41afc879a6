package io.peristyle.benchmarks.contender;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What one round took.
 *
 * @param units rows or requests
 * @param check the sum of what was read
 * @param cpuSeconds of the contender's process
 * @param allocatedBytes of heap; -1 where there is none
 * @param threads besides the JVM's own and the harness's, at most
 * @param p50Micros half of the requests took no longer; 0 where there are none
 * @param p99Micros 99 % of the requests took no longer
 */
public record Round(
        long units,
        long check,
        double seconds,
        double cpuSeconds,
        double allocatedBytes,
        int threads,
        double p50Micros,
        double p99Micros) {
    /** What a process writes before a line for the harness. */
    public static final String MARK = "@@ ";

    /** As one line. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%sunits=%d check=%d seconds=%.9f cpu=%.4f allocated=%.0f threads=%d p50=%.1f p99=%.1f",
                MARK,
                units,
                check,
                seconds,
                cpuSeconds,
                allocatedBytes,
                threads,
                p50Micros,
                p99Micros);
    }

    /** Reads {@link #line()} without its mark. */
    public static Round parse(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.split(" ", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return new Round(
                Long.parseLong(field(fields, "units")),
                Long.parseLong(field(fields, "check")),
                Double.parseDouble(field(fields, "seconds")),
                Double.parseDouble(field(fields, "cpu")),
                Double.parseDouble(field(fields, "allocated")),
                Integer.parseInt(field(fields, "threads")),
                Double.parseDouble(field(fields, "p50")),
                Double.parseDouble(field(fields, "p99")));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a round without " + name + ": " + fields);
        }
        return value;
    }
}
