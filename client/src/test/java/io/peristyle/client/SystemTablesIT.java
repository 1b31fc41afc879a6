package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The tables of {@code system}: hundreds of columns, of the types that servers use themselves. */
@OnEveryServer
@OverEveryTransport
class SystemTablesIT {
    private static final int MOST_ROWS = 20_000;
    /** Endless, or asking another server or process that is not there. */
    private static final Set<String> NOT_TO_BE_READ = Set.of(
            "numbers",
            "numbers_mt",
            "zeros",
            "zeros_mt",
            "primes",
            "zookeeper",
            "generate_series",
            "generateSeries",
            "models",
            "stack_trace",
            "coverage_log");

    private static final Set<String> FEATURES_NOT_SET_UP =
            Set.of("detached_tables", "distributed_ddl_queue", "jemalloc_profile_text");

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

    /** A private server: the embedded build does not outlive every connection that is closed in the middle. */
    @Test
    void areReadInFull(@PrivateServer ClickHouseServer server, Transport transport) {
        List<String> unknownTypes = new ArrayList<>();
        int read = 0;
        try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
            for (String table : tables(server)) {
                if (reads(db, server, table)) {
                    read++;
                } else {
                    unknownTypes.add(table);
                    assertUsable(db, server);
                }
                await().untilAsserted(() -> assertThat(db.stats().inUse()).isZero());
            }
        }
        System.out.println("read " + read + " tables of " + server.version() + ", of unknown types " + unknownTypes);
        assertThat(read).isGreaterThan(server.version() == ServerVersion.MODERN ? 100 : 25);
    }

    @Test
    void ofAnUnknownTypeAreNamedAndTheClientGoesOn(@PrivateServer ClickHouseServer server, Transport transport) {
        try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
            assertThatThrownBy(() -> db.query("SELECT 1 AS a, quantileState(number) AS state FROM numbers(3)")
                            .rows()
                            .join())
                    .hasCauseInstanceOf(UnsupportedTypeException.class)
                    .hasMessageContaining("column state")
                    .hasMessageContaining("AggregateFunction(quantile, UInt64)");
            assertUsable(db, server);
        }
    }

    private static List<String> tables(ClickHouseServer server) {
        return server.http("SELECT name FROM system.tables WHERE database = 'system' ORDER BY name")
                .lines()
                .filter(table -> !NOT_TO_BE_READ.contains(table) && !FEATURES_NOT_SET_UP.contains(table))
                .toList();
    }

    /** Whether the client could read the table; if not, it names a column of a type that it does not know. */
    private static boolean reads(ClickHouse db, ClickHouseServer server, String table) {
        try {
            List<Row> rows = db.query("SELECT * FROM system." + table + " LIMIT " + MOST_ROWS)
                    .rows()
                    .join();
            rows.forEach(Row::values);
            if (STABLE.contains(table)) {
                assertThat(server.http("SELECT count() FROM system." + table).strip())
                        .as(table)
                        .isEqualTo("" + rows.size());
            }
            return true;
        } catch (CompletionException e) {
            assertThat(e).as(table).hasCauseInstanceOf(UnsupportedTypeException.class);
            assertThat(e).hasMessageContaining("column ").hasMessageContaining("does not know");
            return false;
        }
    }

    private static void assertUsable(ClickHouse db, ClickHouseServer server) {
        await().ignoreExceptions().untilAsserted(() -> {
            if (!server.isAlive()) {
                server.restart();
            }
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        });
    }
}
