package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ServerException;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.query.Row;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The tables of {@code system}: hundreds of columns, of the types that servers use themselves. */
@OnEveryServer
class SystemTablesIT {
    private static final int MOST_ROWS = 20_000;
    /** Endless, or not to be read without a condition or another server. */
    private static final Set<String> NOT_TO_BE_READ = Set.of(
            "numbers", "numbers_mt", "zeros", "zeros_mt", "primes", "zookeeper", "generate_series", "generateSeries",
            "stack_trace", "coverage_log", "remote_data_paths", "detached_parts");

    private static final Set<String> STABLE = Set.of(
            "aggregate_function_combinators",
            "build_options",
            "collations",
            "contributors",
            "data_type_families",
            "formats",
            "functions",
            "keywords",
            "licenses",
            "merge_tree_settings",
            "settings",
            "table_engines",
            "table_functions",
            "time_zones");

    private final ClickHouseServer server;

    SystemTablesIT(ClickHouseServer server) {
        this.server = server;
    }

    @Test
    void areReadInFull() {
        List<String> notRead = new ArrayList<>();
        int read = 0;
        try (ClickHouse db = ClickHouse.connect(server.url())) {
            for (String table : tables()) {
                if (reads(db, table)) {
                    read++;
                } else {
                    notRead.add(table);
                }
                assertThat(db.stats().inUse()).isZero();
            }
        }
        System.out.println("read " + read + " tables of " + server.version() + ", not " + notRead);
        assertThat(read).isGreaterThan(25);
    }

    private List<String> tables() {
        return server.http("SELECT name FROM system.tables WHERE database = 'system' ORDER BY name")
                .lines()
                .filter(table -> !NOT_TO_BE_READ.contains(table))
                .toList();
    }

    /** Whether the client could read the table; if not, it names a column of a type that it does not know. */
    private boolean reads(ClickHouse db, String table) {
        Query query = db.query("SELECT * FROM system." + table + " LIMIT " + MOST_ROWS);
        try {
            List<Row> rows = query.rows().join();
            rows.forEach(Row::values);
            if (STABLE.contains(table)) {
                assertThat(server.http("SELECT count() FROM system." + table).strip())
                        .as(table)
                        .isEqualTo("" + rows.size());
            }
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnsupportedTypeException) {
                assertThat(e).hasMessageContaining("column ");
                return false;
            }
            if (e.getCause() instanceof ServerException) {
                assertThatThrownBy(() -> server.http("SELECT * FROM system." + table + " LIMIT 1 FORMAT Null"))
                        .as("the server refuses " + table + " over HTTP, too")
                        .isNotNull();
                return false;
            }
            throw new AssertionError(table, e);
        }
    }
}
