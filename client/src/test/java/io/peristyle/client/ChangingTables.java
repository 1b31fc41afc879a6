package io.peristyle.client;

import java.util.Map;
import java.util.Set;

/** What of the tables of {@code system} cannot be compared, and why. Each is named: a new table has to be the same. */
final class ChangingTables {
    /** Tables that are not read, with the reason. */
    static final Map<String, String> NOT_READ = Map.ofEntries(
            Map.entry("numbers", "endless"),
            Map.entry("numbers_mt", "endless"),
            Map.entry("zeros", "endless"),
            Map.entry("zeros_mt", "endless"),
            Map.entry("primes", "endless"),
            Map.entry("generate_series", "endless"),
            Map.entry("generateSeries", "endless"),
            Map.entry("zookeeper", "asks a server that is not there"),
            Map.entry("models", "asks a process that is not there"),
            Map.entry("stack_trace", "sends signals to all threads"),
            Map.entry("coverage_log", "needs a special build"),
            Map.entry("detached_tables", "needs a feature that is not set up"),
            Map.entry("distributed_ddl_queue", "needs a feature that is not set up"),
            Map.entry("jemalloc_profile_text", "needs a feature that is not set up"));

    /** Tables that are read but whose rows are others in each read, with the reason. */
    static final Map<String, String> ROWS =
            Map.of("processes", "a read finds itself there, which is another query each time");

    private static final Map<String, Columns> COLUMNS = Map.of(
            "events", new Columns("counts what the reads do", Set.of("value")),
            "jemalloc_stats", new Columns("counts what the reads allocate", Set.of("stats")),
            "metrics", new Columns("counts the reads that are under way, by protocol", Set.of("value")),
            "settings",
                    new Columns(
                            "has those that came with the read: over HTTP for progress", Set.of("value", "changed")),
            "user_processes",
                    new Columns("counts what the reads do and take", Set.of("ProfileEvents", "peak_memory_usage")));

    private record Columns(String reason, Set<String> names) {}

    private ChangingTables() {}

    /** The columns of {@code table} that are not the same from one read to the next. */
    static Set<String> columns(String table) {
        Columns columns = COLUMNS.get(table);
        return columns == null ? Set.of() : columns.names();
    }
}
