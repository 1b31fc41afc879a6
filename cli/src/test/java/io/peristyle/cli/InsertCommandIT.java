package io.peristyle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.BeforeEachServer;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryServer
@OverEveryTransport
class InsertCommandIT {
    private static final String ROWS = """
            INSERT INTO cli_source SELECT number, -toInt32(number), number / 3, toString(number) || '\\t\\'"\\\\\\n,',
              if(number % 2 = 0, NULL, toString(number)), toDate(number + 1), toDateTime(number + 1700000000, 'UTC'),
              toDecimal64(number, 3) / 7, [toString(number), 'x\\'y"'], (number, 'a,"b'), toFixedString('ab', 3)
            FROM (SELECT number FROM system.numbers LIMIT 1000)""";

    private final ClickHouseServer server;
    private final String url;

    InsertCommandIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.url = transport.url(server);
    }

    @BeforeEachServer
    static void createTables(ClickHouseServer server) {
        for (String table :
                new String[] {"cli_source", "cli_copy_TabSeparated", "cli_copy_CSV", "cli_copy_JSONEachRow"}) {
            server.http("DROP TABLE IF EXISTS " + table);
            server.http("CREATE TABLE " + table
                    + " (a UInt64, b Int32, f Float64, s String, n Nullable(String), d Date, t DateTime('UTC'),"
                    + " p Decimal(18, 3), l Array(String), u Tuple(UInt64, String), x FixedString(3)) ENGINE = Memory");
        }
        server.http(ROWS.replace("toString(number) || '", "concat(toString(number), '")
                .replace("\\n,',", "\\n,'),"));
        server.http("DROP TABLE IF EXISTS cli_small");
        server.http("CREATE TABLE cli_small (id UInt32, name String, score Float64 DEFAULT 7) ENGINE = Memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TabSeparated", "CSV", "JSONEachRow"})
    void readsBackWhatQueryWrites(String format) {
        CommandRun written =
                CommandRun.of("query", "--url", url, "--format", format, "SELECT * FROM cli_source ORDER BY a");
        assertThat(written.err()).isEmpty();
        CommandRun read = CommandRun.withInput(
                written.out(),
                java.util.Map.of(),
                "insert",
                "--url",
                url,
                "--table",
                "cli_copy_" + format,
                "--format",
                format);
        assertThat(read.exitCode()).as(read.err()).isZero();
        assertThat(server.http("SELECT * FROM cli_copy_" + format + " ORDER BY a"))
                .isEqualTo(server.http("SELECT * FROM cli_source ORDER BY a"));
    }

    @Test
    void readsValuesOfAnyTypeFromJson(ServerVersion version) {
        assumeTrue(ServerFeature.JSON.isIn(version), "no type JSON");
        server.http(
                "CREATE OR REPLACE TABLE cli_open (id UInt8, j JSON(a.b UInt8), v Variant(Array(Int64), Bool, Int64, String),"
                        + " d Dynamic, n Nullable(JSON), l Array(JSON)) ENGINE = Memory");
        String rows = """
                {"id":1,"j":{"a":{"b":5},"t":"q\\"}\\\\","u":[1,{"x":null}]},"v":[1,2],"d":"x","n":null,"l":[{"a":1},{}]}
                {"id":2,"j":{"a":{"b":0},"c":1.5},"v":"s","d":7,"n":{"k":true},"l":[]}
                {"id":3,"j":{"a":{"b":0}},"v":null,"d":[1,null,3],"n":{},"l":[]}
                {"id":4,"j":{"a":{"b":1}},"v":true,"d":1.5,"n":null,"l":[]}
                {"id":5,"j":{"a":{"b":1}},"v":-9,"d":null,"n":null,"l":[]}
                """;
        CommandRun run = CommandRun.withInput(
                rows, "insert", "--url", server.url(), "--table", "cli_open", "--format", "JSONEachRow");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String given = server.http("SELECT * FROM cli_open ORDER BY id FORMAT JSONEachRow");
        assertThat(server.http("SELECT variantType(v), dynamicType(d) FROM cli_open ORDER BY id")
                        .lines())
                .containsExactly(
                        "Array(Int64)\tString",
                        "String\tInt64",
                        "None\tArray(Nullable(Int64))",
                        "Bool\tFloat64",
                        "Int64\tNone");
        assertThat(given.lines().toList().get(0))
                .startsWith("{\"id\":1,\"j\":{\"a\":{\"b\":5},\"t\":\"q\\\"}\\\\\",\"u\":[1,");

        CommandRun written = CommandRun.of(
                "query", "--url", server.url(), "--format", "JSONEachRow", "SELECT * FROM cli_open ORDER BY id");
        server.http("TRUNCATE TABLE cli_open");
        CommandRun again = CommandRun.withInput(
                written.text(), "insert", "--url", server.url(), "--table", "cli_open", "--format", "JSONEachRow");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(server.http("SELECT * FROM cli_open ORDER BY id FORMAT JSONEachRow"))
                .isEqualTo(given);
    }

    @Test
    void leavesItToTheServerWhichTextsInJsonAreDates(ServerVersion version) {
        assumeTrue(ServerFeature.JSON.isIn(version), "no type JSON");
        String rows = """
                {"id":1,"v":{"a":"2020-01-01","b":["2020-01-01","2020-1-2"],"c":"2020-01-01 03:04:05.5"}}
                {"id":2,"v":{"a":"1900-01-01","b":["2020-01-01",null],"c":"2020-01-01T03:04:05+02:00"}}
                {"id":3,"v":{"a":"2020-13-01","b":["2020-01-01","x"],"c":"03:04:05"}}
                {"id":4,"v":{"a":" 2020-01-01","b":[],"c":"1577847845"}}
                """;
        for (String table : List.of("cli_dates", "cli_dates_server")) {
            server.http("CREATE OR REPLACE TABLE " + table + " (id UInt8, v JSON) ENGINE = Memory");
        }
        server.http("INSERT INTO cli_dates_server FORMAT JSONEachRow " + rows);
        CommandRun run =
                CommandRun.withInput(rows, "insert", "--url", url, "--table", "cli_dates", "--format", "JSONEachRow");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String select = "SELECT id, v, JSONAllPathsWithTypes(v) FROM %s ORDER BY id";
        assertThat(server.http(select.formatted("cli_dates")))
                .contains("'a':'Date'")
                .isEqualTo(server.http(select.formatted("cli_dates_server")));
    }

    @Test
    void takesTextsInDynamicAndVariantForStringsEvenIfTheyLookLikeDates(ServerVersion version) {
        assumeTrue(ServerFeature.JSON.isIn(version), "no type JSON");
        server.http("CREATE OR REPLACE TABLE cli_texts (id UInt8, d Dynamic, v Variant(Date, String)) ENGINE = Memory");
        String rows = """
                {"id":1,"d":"2020-01-01","v":"2020-01-01"}
                {"id":2,"d":["2020-01-01"],"v":null}
                """;
        CommandRun run = insert("cli_texts", rows, "JSONEachRow");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.http("SELECT d, dynamicType(d), v, variantType(v) FROM cli_texts ORDER BY id")
                        .lines())
                .containsExactly("2020-01-01\tString\t2020-01-01\tString", "['2020-01-01']\tArray(String)\t\\N\tNone");
    }

    @Test
    void leavesDefaultsOfMissingMembersToTheServer() {
        CommandRun run = insert("{\"id\": 901, \"name\": \"n\\u00e9\"}\n{\"name\": \"b\", \"id\": 902}", "JSONEachRow");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.http("SELECT * FROM cli_small WHERE id > 900 ORDER BY id"))
                .isEqualTo("901\tné\t7\n902\tb\t7\n");
    }

    @Test
    void storesNoNullWhereTheServerWouldComputeADefault() {
        server.http("DROP TABLE IF EXISTS cli_defaults");
        server.http(
                "CREATE TABLE cli_defaults (id UInt32, n Nullable(UInt8), d Nullable(UInt8) DEFAULT 7) ENGINE = Memory");

        CommandRun mixed = insert("cli_defaults", "{\"id\": 1, \"d\": null}\n{\"id\": 2}", "JSONEachRow");
        CommandRun without = insert("cli_defaults", "{\"id\": 3, \"n\": 5}\n{\"id\": 4}", "JSONEachRow");

        assertThat(mixed.exitCode()).isEqualTo(1);
        assertThat(mixed.err()).contains("line 2").contains("has no d").contains("apart");
        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(server.http("SELECT * FROM cli_defaults ORDER BY id")).isEqualTo("3\t5\t7\n4\t\\N\t7\n");
        server.http("DROP TABLE cli_defaults");
    }

    @Test
    void takesNothingInCsvAsTheServerDoesOrRefusesIt() {
        server.http("DROP TABLE IF EXISTS cli_empty");
        server.http(
                "CREATE TABLE cli_empty (id UInt32, n Nullable(String), s String, d UInt8 DEFAULT 7) ENGINE = Memory");

        CommandRun full = insert("cli_empty", "1,,,5\n", "CSV");
        CommandRun empty = insert("cli_empty", "2,,,\n", "CSV");

        assertThat(full.exitCode()).as(full.err()).isZero();
        assertThat(server.http("SELECT * FROM cli_empty")).isEqualTo("1\t\\N\t\t5\n");
        assertThat(empty.exitCode()).isEqualTo(1);
        assertThat(empty.err()).contains("line 1, column 5").contains("nothing for column d");
        server.http("DROP TABLE cli_empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            value = {
                "TabSeparated|1\\t100\\\\% \\\\d+ \\\\x41\\\\N \\\\'\\\\\\\\\\t['\\\\d \\\\x42','it''s']\\n",
                "CSV|1, \"a,b\" ,\"['x','\\\\d']\"\\n2 ,  x y\\t,[]\\n"
            })
    void readsTextAsTheServerDoes(String format, String escaped, ServerVersion version) {
        assumeTrue(ServerFeature.JSON.isIn(version), "old servers read it otherwise");
        String rows = escaped.translateEscapes();
        for (String table : new String[] {"cli_texts_own", "cli_texts_server"}) {
            server.http("CREATE OR REPLACE TABLE " + table + " (id UInt8, s String, l Array(String)) ENGINE = Memory");
        }
        server.http("INSERT INTO cli_texts_server FORMAT " + format + "\n" + rows);

        CommandRun run = insert("cli_texts_own", rows, format);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.http("SELECT * FROM cli_texts_own ORDER BY id"))
                .isEqualTo(server.http("SELECT * FROM cli_texts_server ORDER BY id"))
                .isNotEmpty();
    }

    @Test
    void hasNoPlaceForEphemeralColumnsInRowsByPosition(ServerVersion version) {
        assumeTrue(ServerFeature.JSON.isIn(version), "no EPHEMERAL");
        server.http("CREATE OR REPLACE TABLE cli_ephemeral"
                + " (id UInt32, e UInt8 EPHEMERAL, twice UInt8 DEFAULT e * 2) ENGINE = Memory");

        CommandRun byPosition = insert("cli_ephemeral", "1\t5\n", "TabSeparated");
        CommandRun byName = insert("cli_ephemeral", "{\"id\": 2, \"e\": 3}", "JSONEachRow");

        assertThat(byPosition.exitCode()).as(byPosition.err()).isZero();
        assertThat(byName.exitCode()).as(byName.err()).isZero();
        assertThat(server.http("SELECT * FROM cli_ephemeral ORDER BY id")).isEqualTo("1\t5\n2\t6\n");
        server.http("DROP TABLE cli_ephemeral");
    }

    @Test
    void namesLineAndColumnOfBadInput() {
        CommandRun run = insert("1\ta\t2\n2\tb\tnot a number\n", "TabSeparated");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("line 2, column 5").contains("score").contains("Float64");
    }

    @Test
    void namesTheNearestColumnForAnUnknownMember() {
        CommandRun run = insert("{\"id\": 1, \"nmae\": \"x\"}", "JSONEachRow");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("line 1, column 11").contains("did you mean name?");
    }

    private CommandRun insert(String rows, String format) {
        return insert("cli_small", rows, format);
    }

    private CommandRun insert(String table, String rows, String format) {
        return CommandRun.withInput(rows, "insert", "--url", url, "--table", table, "--format", format);
    }
}
