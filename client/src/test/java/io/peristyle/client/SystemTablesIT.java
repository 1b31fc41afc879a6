package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code system}: hundreds of columns, of the types that servers use themselves. Each is read in full, and
 * is what the server prints, but for what {@link ChangingTables} names.
 */
@OnEveryServer
@OverEveryTransport
class SystemTablesIT {
    private static final int MOST_ROWS = 10_000;
    private static final int ATTEMPTS = 5;

    /** A private server: the embedded build does not outlive every connection that is closed in the middle. */
    @Test
    void areWhatTheServerPrints(@PrivateServer ClickHouseServer server, Transport transport) {
        fill(server);
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        int withRows = 0;
        try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
            for (String table : tables(server)) {
                String sql = "SELECT * FROM system." + table + " LIMIT " + MOST_ROWS;
                ServerText text = new ServerText(server.version());
                if (ChangingTables.ROWS.containsKey(table)) {
                    read(db, text, sql);
                } else {
                    Comparison comparison = new Comparison(db, server, text, sql, ChangingTables.columns(table));
                    softly.assertThat(comparison.difference()).as(table).isEmpty();
                    compared++;
                    withRows += comparison.rows > 0 ? 1 : 0;
                }
            }
            await().untilAsserted(() -> assertThat(db.stats().inUse()).isZero());
        }
        softly.assertAll();
        System.out.println(server.version() + " over " + transport + ": " + compared + " tables compared, " + withRows
                + " of them with rows");
        assertThat(withRows).isGreaterThan(server.version() == ServerVersion.MODERN ? 50 : 17);
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
            await().ignoreExceptions().untilAsserted(() -> {
                if (!server.isAlive()) {
                    server.restart();
                }
                assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            });
        }
    }

    /** With tables of all kinds, so that there is something to say of them. */
    private static void fill(ClickHouseServer server) {
        server.http("CREATE TABLE filled (d Date, n UInt64, s String) ENGINE = MergeTree PARTITION BY d ORDER BY n");
        server.http(
                "INSERT INTO filled SELECT toDate('2024-01-02'), number, toString(number) FROM system.numbers LIMIT 100");
        server.http("CREATE VIEW seen AS SELECT n FROM filled");
        if (server.version() == ServerVersion.MODERN) {
            server.http(
                    "ALTER TABLE filled ADD INDEX least n TYPE minmax, ADD PROJECTION sums (SELECT d, sum(n) GROUP BY d),"
                            + " ADD CONSTRAINT named CHECK n < 1000");
            server.http("ALTER TABLE filled UPDATE s = 'it\\'s \\t \\0' WHERE n < 50 SETTINGS mutations_sync = 1");
            server.http("CREATE DICTIONARY words (n UInt64, s String DEFAULT '?') PRIMARY KEY n"
                    + " SOURCE(CLICKHOUSE(TABLE 'filled')) LAYOUT(FLAT()) LIFETIME(0)");
            server.http("CREATE FUNCTION twice AS x -> x * 2");
        }
    }

    private static List<String> tables(ClickHouseServer server) {
        return server.http("SELECT name FROM system.tables WHERE database = 'system' ORDER BY name")
                .lines()
                .filter(table -> !ChangingTables.NOT_READ.containsKey(table))
                .toList();
    }

    private static PrintedTable read(ClickHouse db, ServerText text, String sql) {
        List<Block> blocks = new ArrayList<>();
        db.query(sql).onHeader(blocks::add).forEachBlock(blocks::add).join();
        List<String[]> rows = new ArrayList<>();
        for (Block block : blocks) {
            for (int row = 0; row < block.rows(); row++) {
                rows.add(text.line(block.columns(), row).split("\t", -1));
            }
        }
        return new PrintedTable(blocks.isEmpty() ? List.of() : blocks.get(0).names(), rows);
    }

    /** What the client reads beside what the server prints, once more if both are different: a table may change. */
    private static final class Comparison {
        private final ClickHouse db;
        private final ClickHouseServer server;
        private final ServerText text;
        private final String sql;
        private final Set<String> changing;
        private int rows;

        Comparison(ClickHouse db, ClickHouseServer server, ServerText text, String sql, Set<String> changing) {
            this.db = db;
            this.server = server;
            this.text = text;
            this.sql = sql;
            this.changing = changing;
        }

        /** Empty if there is none. */
        String difference() {
            String difference = "";
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                PrintedTable before = printed();
                PrintedTable read = read(db, text, sql);
                rows = read.rows().size();
                if (rows > 0 && !read.names().containsAll(changing)) {
                    return "no such columns: " + changing;
                }
                if (read.lines(changing).equals(before.lines(changing))) {
                    return "";
                }
                difference = difference(before, read, printed());
            }
            return difference;
        }

        private String difference(PrintedTable before, PrintedTable read, PrintedTable after) {
            List<String> readOtherwise = new ArrayList<>(read.different(before));
            readOtherwise.removeAll(changing);
            List<String> changed = before.different(after);
            return "read other than printed: " + readOtherwise + ", changed between two prints: " + changed + ", rows "
                    + before.rows().size() + ", " + read.rows().size() + ", "
                    + after.rows().size();
        }

        private PrintedTable printed() {
            return PrintedTable.of(HttpText.of(server, sql + " FORMAT TabSeparatedWithNames"));
        }
    }
}
