package io.peristyle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Requires;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryServer
@OverEveryTransport
class QueryCommandIT {
    private final ClickHouseServer server;
    private final String url;

    QueryCommandIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.url = transport.url(server);
    }

    @Test
    void runsStatementsInOneSession() {
        CommandRun run = query("CREATE TEMPORARY TABLE t (x Int32, s String); INSERT INTO t VALUES (1, ';'), (2, 'b)');"
                + " USE system; SELECT x, s FROM t ORDER BY x; SELECT count() FROM one;");
        assertThat(run.err()).isEmpty();
        assertThat(run.text()).isEqualTo("1\t;\n2\tb)\n1\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void keepsSettingsForTheStatementsAfterSet() {
        CommandRun run =
                query("SET max_block_size = 7; SELECT value FROM system.settings WHERE name = 'max_block_size'");
        assertThat(run.text()).isEqualTo("7\n");
    }

    @Test
    void failsIfTheOutputTakesNoMore() throws Exception {
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
        try (PrintStream full = new PrintStream(new FileOutputStream("/dev/full"), false, StandardCharsets.UTF_8)) {
            Terminal terminal = new Terminal(
                    InputStream.nullInputStream(),
                    full,
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    Map.of(),
                    false,
                    false);

            int exitCode =
                    Peristyle.run(terminal, "query", "--url", url, "SELECT number FROM system.numbers LIMIT 1000000");

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("the disk is full");
        }
    }

    @Test
    void stopsAtAnErrorAndSaysWhich() {
        CommandRun run = query("SELECT 1; SELECT * FROM no_such_table; SELECT 2");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).isEqualTo("1\n");
        assertThat(run.err()).startsWith("Code: 60. UNKNOWN_TABLE: ");
    }

    @Test
    void goesOnAfterAnErrorWhenToldTo() {
        CommandRun run = CommandRun.of("query", "--url", url, "--ignore-error", "SELECT 1; SELECT nope; SELECT 2");
        assertThat(run.text()).isEqualTo("1\n2\n");
        assertThat(run.err()).startsWith("Code: 47. ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void staysInTheSessionThroughAnErrorBeforeAnyRow() {
        CommandRun run = CommandRun.of(
                "query",
                "--url",
                url,
                "--ignore-error",
                "CREATE TEMPORARY TABLE kept (x Int32); SET max_block_size = 7; SELECT nope; SELECT count() FROM kept;"
                        + " SELECT value FROM system.settings WHERE name = 'max_block_size'");
        assertThat(run.err()).contains("Code: 47. ");
        if (!run.err().contains("The connection ended with that error")) {
            assertThat(run.text()).isEqualTo("0\n7\n");
        }
    }

    @Test
    void honoursAFormatClauseOfOneStatement() {
        CommandRun run = query("SELECT 1 AS a FORMAT JSONEachRow; SELECT 2");
        assertThat(run.text()).isEqualTo("{\"a\":1}\n2\n");
        assertThat(query("SELECT ' FORMAT CSV' AS a FORMAT JSONEachRow -- FORMAT Vertical")
                        .text())
                .isEqualTo("{\"a\":\" FORMAT CSV\"}\n");
    }

    @Test
    void readsStatementsFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("statements.sql"), "SELECT 'from file'; -- the end;\n");
        assertThat(CommandRun.of("query", "--url", url, "--file", file.toString())
                        .text())
                .isEqualTo("from file\n");
    }

    @Test
    void readsStatementsFromStandardInput() {
        assertThat(CommandRun.withInput("SELECT 1;\nSELECT 2", "query", "--url", url)
                        .text())
                .isEqualTo("1\n2\n");
    }

    @Test
    void takesTheServerFromTheEnvironment() {
        CommandRun run = CommandRun.withInput(
                "SELECT 5".getBytes(StandardCharsets.UTF_8), Map.of("CLICKHOUSE_URL", url), "query");
        assertThat(run.text()).isEqualTo("5\n");
    }

    @Test
    void sendsParametersAndSettings() {
        CommandRun run = CommandRun.of(
                "query",
                "--url",
                url,
                "--param",
                "n=41",
                "--param",
                "s=it's\t\\",
                "--setting",
                "max_block_size=11",
                "SELECT {n:UInt8} + 1, {s:String}, (SELECT value FROM system.settings WHERE name = 'max_block_size')");
        assertThat(run.err()).isEmpty();
        assertThat(run.text()).isEqualTo("42\tit\\'s\\t\\\\\t11\n");
    }

    @Test
    void givesEachStatementTheParametersThatItHasPlacesFor() {
        CommandRun run = CommandRun.of(
                "query",
                "--url",
                url,
                "--param",
                "n=41",
                "--param",
                "s=x",
                "--param",
                "typo=1",
                "SET max_threads = 2; SELECT {n:UInt8} + 1; SELECT {s:String}, {n:UInt8}");

        assertThat(run.exitCode()).isZero();
        assertThat(run.text()).isEqualTo("42\nx\t41\n");
        assertThat(run.err()).contains("typo").doesNotContain("{n", "{s");
    }

    @Test
    @Requires(ServerFeature.TOTALS)
    void printsTotalsAndExtremesBehindTheRows() {
        CommandRun run = query("SELECT number % 2 AS k, count() FROM (SELECT number FROM system.numbers LIMIT 4)"
                + " GROUP BY k WITH TOTALS ORDER BY k");
        assertThat(run.text()).isEqualTo("0\t2\n1\t2\n\n0\t4\n");
    }

    @Test
    @Requires(ServerFeature.DATE_TIME64)
    void drawsTablesAsTheServerDoes() {
        String sql =
                "SELECT number AS n, toString(number) AS s, if(number = 1, NULL, 1.5) AS f FROM numbers(3) FORMAT ";
        assertThat(query(sql + "PrettyCompact").out()).isEqualTo(Selects.served(server, sql + "PrettyCompact"));
        assertThat(query(sql + "Vertical").out()).isEqualTo(Selects.served(server, sql + "Vertical"));
    }

    @ParameterizedTest
    @Requires(ServerFeature.JSON)
    @ValueSource(
            strings = {
                "CAST((1, 'x'), 'Tuple(a UInt8, `b c` String)') AS t, [CAST((1, 'x'), 'Tuple(a UInt8, b String)')] AS l",
                "CAST((1, (2, map('k', (3, 'z')), [(5, 6)], []), 'it''s \"q\"', [[1], []], [NULL]), 'Tuple(a UInt8, b Tuple("
                        + "c UInt8, m Map(String, Tuple(p UInt8, q String)), w Array(Tuple(i UInt8, j UInt8)), e"
                        + " Array(Tuple(q UInt8))), `x y` String, n Array(Array(UInt8)), s Array(Nullable(String)))') AS t",
                "map('k', CAST((1, 'x') AS Tuple(a UInt8, b String))) AS m,"
                        + " ((1, CAST((1, 'x') AS Tuple(a UInt8, b String))), 2) AS u, (1, 'x') AS v",
                "CAST([(1, 'x'), (2, 'y')] AS Nested(a UInt8, b String)) AS n, CAST([] AS Nested(a UInt8)) AS e",
                "if(number = 1, 'x', CAST((1, 'y'), 'Tuple(a UInt8, b String)')::Variant(String, Tuple(a UInt8, b String)))"
                        + " AS v, number::Dynamic AS d, concat('{\"a\":{\"b\":', toString(number), '}}')::JSON AS j",
                "arrayJoin([1000000, 1000001, 100000000000000000, 100000000000001000, 18446744073709551615]) AS x",
                "arrayJoin([1e6, 1e7, -1e17, -1.1e17, 1.8446744073709552e19, 1.85e19, -1e20, 1e25]) AS x",
                "toInt256(number) AS i, toTime('12:34:56') AS t, toBFloat16(1.5) AS b, [1, 2]::QBit(Float32, 2) AS q,"
                        + " (1, 2)::Point AS p, toIPv6('::1') AS a, map('k', [NULL, 1]) AS m, INTERVAL 3 DAY AS d"
            })
    void drawsTablesOfNewTypesAsTheServerDoes(String values) {
        String sql = "SELECT " + values + " FROM numbers(2) FORMAT PrettyCompact";
        assertThat(query(sql).text()).isEqualTo(new String(Selects.served(server, sql), StandardCharsets.UTF_8));
    }

    private CommandRun query(String sql) {
        return CommandRun.of("query", "--url", url, sql);
    }
}
