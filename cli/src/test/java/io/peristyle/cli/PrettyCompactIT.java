package io.peristyle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnEveryServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Tables as the server draws them for a client without colours. */
@OnEveryServer
class PrettyCompactIT {
    /** What every server understands. */
    private static final List<String> SELECTS = List.of(
            "1",
            "1 AS a, 'x' AS b",
            "NULL AS n, toNullable(1) AS a, [NULL, 1] AS l",
            "toInt8(-1) AS a, toUInt64(18446744073709551615) AS b, 1.5 AS c, toFloat32(0.1) AS d, 1 / 0 AS e, 0 / 0 AS f",
            "toDate('2024-01-02') AS a, toDateTime('2024-01-02 03:04:05') AS b, toDecimal64(-1.5, 3) AS c",
            "CAST('a' AS Enum8('a' = 1, 'bc' = 2)) AS e, toUUID('00112233-4455-6677-8899-aabbccddeeff') AS u",
            "'' AS a, ' ' AS b, 'tab\\there' AS c, 'back\\\\slash' AS d, 'it\\'s \"q\"' AS e, 'nul\\0x' AS f",
            "toFixedString('ab', 4) AS a, [1, 2] AS b, ['a', 'it\\'s', 'x\\ty'] AS c, ('a', 1, [(2, 'b')]) AS d",
            "emptyArrayString() AS a, [[]] AS b, [[1], []] AS c",
            "'中文字' AS a, 'ｆｕｌｌ' AS b, 'é' AS c, 'ñandú' AS d, '한국어' AS e, 'ひらがな' AS f, 'Ж' AS g",
            "'中文' AS `名`, 1 AS `é`",
            "unhex('ff41fe') AS a, unhex('e4b8') AS b, unhex('c3') AS c, 1 AS d",
            "1 AS `a name that is rather longer than its value is`, 'x' AS `exactly twenty-eight chars..`",
            "'" + "x".repeat(40) + "' AS `a name that is rather longer than its value is, and longer than the value`",
            "'" + "x".repeat(9999) + "' AS a, 1 AS b",
            "'" + "x".repeat(10000) + "' AS a, 1 AS b",
            "'" + "x".repeat(10001) + "' AS a, 1 AS b",
            "'" + "é".repeat(10001) + "' AS a, 1 AS b",
            "'" + "x".repeat(20000) + "' AS a");

    private static final List<String> MODERN_SELECTS = List.of(
            "true AS a, false AS b, toDate32('1900-01-01') AS c, toDateTime64('2024-01-02 03:04:05.678', 3) AS d",
            "toIPv4('1.2.3.4') AS a, toIPv6('::1') AS b, toInt256('-5') AS c, toDecimal256('1.5', 40) AS d",
            "map('k', 1, 'l', 2) AS m, map('a', [NULL, 'x']) AS n, ('a', 1)::Tuple(x String, y UInt8) AS t",
            "'😀' AS a, 'a😀b' AS b, 'e\\u0301' AS c, '👨‍👩‍👧' AS d, '🇩🇪' AS e, '✓' AS f, '—' AS g, '…' AS h, '①' AS i, '☃' AS j",
            "'⌚' AS a, '⏰' AS b, '☕' AS c, '♻' AS d, '⭐' AS e, '✅' AS f, '❌' AS g, '🀄' AS h, '🚀' AS i, '🤖' AS j, '🪐' AS k",
            "'שלום' AS a, 'مرحبا' AS b, 'नमस्ते' AS c, 'ไทย' AS d, '゛' AS e, '〇' AS f, 'ﾊﾝｶｸ' AS g, '\\u200b' AS h, '\\u00ad' AS i",
            "'two\\nlines' AS a, 1 AS b",
            "'two\\nlines\\n' AS a, '\\n' AS b, 'x\\n\\ny' AS c",
            "'carriage\\rreturn' AS a, 'bell\\a' AS b, '\\e[31mred' AS c, '\\x7f' AS d",
            "CAST('{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":\"x\"}' AS JSON) AS j, 1 AS a",
            "1 AS a_name_that_is_a_word_and_rather_longer_than_its_value, 2 AS `b`",
            "1000000 AS a",
            "1000001 AS a",
            "1234567.5 AS a, 'x' AS b",
            "'x' AS a, 1234567.5 AS b",
            "-123456789012 AS a",
            "toNullable(5000000) AS a, toLowCardinality('x') AS b",
            "toDecimal64(1234567.891, 3) AS a",
            "toDateTime('2024-01-02 03:04:05') AS a, toTime('12:34:56') AS b, INTERVAL 3 DAY AS c",
            "tuple() AS a, array() AS b, map() AS c");

    private static final List<Integer> ROW_COUNTS =
            List.of(0, 1, 9, 10, 49, 50, 51, 99, 100, 999, 1000, 1001, 5000, 12_345);

    private final ClickHouseServer server;
    private final ServerVersion version;

    PrettyCompactIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
    }

    @Test
    void drawsValuesAsTheServerDoes() {
        List<String> selects = new ArrayList<>(SELECTS);
        if (version == ServerVersion.MODERN) {
            selects.addAll(MODERN_SELECTS);
        }
        compare(selects.stream().map(select -> "SELECT " + select).toList());
    }

    @Test
    void drawsManyRowsAsTheServerDoes() {
        List<String> selects = new ArrayList<>();
        for (int rows : ROW_COUNTS) {
            selects.add("SELECT number AS n, toString(number * 7919) AS s FROM system.numbers LIMIT " + rows);
        }
        compare(selects);
    }

    @Test
    void drawsWideTablesAsTheServerDoes() {
        List<String> selects = new ArrayList<>();
        for (int columns : new int[] {2, 4, 5, 6, 12, 30}) {
            for (int rows : new int[] {1, 2, 10, 11, 30}) {
                StringBuilder select = new StringBuilder("SELECT number AS n");
                for (int i = 1; i < columns; i++) {
                    select.append(", '")
                            .append("w".repeat(240 / columns + rows % 3 * 10))
                            .append("' AS c")
                            .append(i);
                }
                selects.add(select + " FROM system.numbers LIMIT " + rows);
            }
        }
        compare(selects);
    }

    @Test
    void drawsTotalsAndExtremesAsTheServerDoes() {
        String totals = "SELECT number % 3 AS k, count() AS c FROM (SELECT number FROM system.numbers LIMIT 100)"
                + " GROUP BY k WITH TOTALS ORDER BY k";
        compare(List.of(totals), "PrettyCompact", 0);
        compare(List.of(totals, "SELECT 'b' AS s, 1 AS n"), "PrettyCompact", 1);
        compare(List.of(totals, "SELECT 'b' AS s, 1 AS n"), "Vertical", 1);
    }

    @Test
    void drawsTotalsAndExtremesOfWideTablesAsTheServerDoes() {
        List<String> selects = new ArrayList<>();
        for (int groups : new int[] {1, 3, 10, 11}) {
            for (int width : new int[] {20, 27, 60}) {
                StringBuilder select = new StringBuilder("SELECT number % " + groups + " AS k");
                for (int i = 0; i < 10; i++) {
                    select.append(", max('")
                            .append("w".repeat(width))
                            .append("') AS `")
                            .append("c".repeat(Math.min(width, 26)))
                            .append(i)
                            .append('`');
                }
                select.append(" FROM (SELECT number FROM system.numbers LIMIT 100) GROUP BY k WITH TOTALS ORDER BY k");
                selects.add(select.toString());
                selects.add(select + " LIMIT 0");
            }
        }
        compare(selects, "PrettyCompact", 0);
        compare(selects, "PrettyCompact", 1);
    }

    @Test
    void writesRowsOneBelowTheOtherAsTheServerDoes() {
        List<String> selects = new ArrayList<>();
        for (int rows : ROW_COUNTS) {
            selects.add("SELECT number AS n, toString(number * 7919) AS s FROM system.numbers LIMIT " + rows);
        }
        compare(selects, "Vertical", 0);
    }

    @Test
    void takesCharactersToBeAsWideAsTheServerDoes() {
        StringBuilder all = new StringBuilder();
        List<String> selects = new ArrayList<>();
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c = c < 0x3100 ? c + 1 : c + 37) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.append(", '").appendCodePoint(c).append('\'');
            }
            if (all.length() > 20_000) {
                selects.add("SELECT arrayJoin([" + all.substring(2) + "]) AS c, 1 AS n");
                all.setLength(0);
            }
        }
        compare(selects);
    }

    private void compare(List<String> selects) {
        compare(selects, "PrettyCompact", 0);
    }

    private void compare(List<String> selects, String format, int extremes) {
        boolean modern = version == ServerVersion.MODERN;
        // The embedded build shows all rows and whole values otherwise.
        String settings = "extremes=" + extremes
                + (modern ? "&output_format_pretty_max_rows=1000&output_format_pretty_max_value_width=10000" : "");
        String served = " FORMAT " + (modern || format.equals("Vertical") ? format : format + "NoEscapes");
        SoftAssertions softly = new SoftAssertions();
        for (String select : selects) {
            CommandRun run = CommandRun.of(
                    "query", "--url", server.url(), "--format", format, "--setting", "extremes=" + extremes, select);
            assertThat(run.err()).as(select).isEmpty();
            String expected = latin(Selects.served(server, select + served, settings));
            String drawn = latin(run.out());
            softly.assertThat(drawn.equals(expected))
                    .as(() -> select + "\n" + firstDifference(drawn, expected))
                    .isTrue();
        }
        softly.assertAll();
    }

    /** Not both texts, which may be long. */
    private static String firstDifference(String drawn, String expected) {
        List<String> lines = expected.lines().toList();
        List<String> drawnLines = drawn.lines().toList();
        for (int i = 0; i < Math.min(lines.size(), drawnLines.size()); i++) {
            if (!lines.get(i).equals(drawnLines.get(i))) {
                return "expected " + shortened(lines.get(i)) + "\n     was " + shortened(drawnLines.get(i));
            }
        }
        return "expected " + lines.size() + " lines, was " + drawnLines.size();
    }

    private static String shortened(String bytes) {
        String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.length() <= 300 ? text : text.substring(0, 100) + " … " + text.substring(text.length() - 100);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
