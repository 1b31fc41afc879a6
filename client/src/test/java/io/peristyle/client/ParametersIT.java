package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ServerException;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Requires;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values beside the statement (reliability test T25). */
@OnEveryServer
@OverEveryTransport
final class ParametersIT {
    private static final String[] EVIL = {
        "'",
        "\\",
        "\0",
        "{",
        "}",
        "{x:String}",
        "--",
        "/*",
        "*/",
        "#",
        "\n",
        "\r",
        "\t",
        "\b",
        "\f",
        "`",
        "\"",
        "$",
        "$$",
        "\\N",
        "\\'",
        "é",
        "漢",
        "😀",
        "a",
        " ",
        "NULL",
        ";",
        "?",
        "\u0001",
        "\u007f",
        "\u2019"
    };

    /** Of strings and of arrays, and of maps. */
    private static final int VALUES = 50_000;

    private static final int MAPS = 20_000;

    /** So many stand in one query. */
    private static final int TOGETHER = 200;

    private final long seed = new Random().nextLong();
    private ClickHouse db;

    @BeforeEach
    void connect(ClickHouseServer server, Transport transport) {
        db = ClickHouse.connect(transport.url(server) + "?acquire_timeout=5m");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void returnsRandomStringsAsTheyWereGiven() {
        Random random = new Random(seed);
        Map<Map<String, Object>, CompletableFuture<List<Row>>> answers = new LinkedHashMap<>();
        for (int query = 0; query < VALUES / TOGETHER; query++) {
            Map<String, Object> values = new LinkedHashMap<>();
            StringBuilder sql = new StringBuilder("SELECT 1");
            for (int p = 0; p < TOGETHER; p++) {
                values.put("p" + p, text(random));
                sql.append(", {p").append(p).append(":String} AS p").append(p);
            }
            answers.put(values, db.query(sql.toString()).params(values).rows());
        }
        answers.forEach((values, rows) -> {
            List<Object> back = new ArrayList<>(rows.join().get(0).values());
            assertThat(back.subList(1, back.size())).as("seed " + seed).isEqualTo(List.copyOf(values.values()));
        });
    }

    @Test
    void returnsRandomArraysAsTheyWereGiven() {
        returnsAsTheyWereGiven(VALUES, "Array(String)", random -> texts(random, random.nextInt(7)));
    }

    @Test
    @Requires(ServerFeature.MAP)
    void returnsRandomMapsAsTheyWereGiven() {
        returnsAsTheyWereGiven(MAPS, "Map(String, Array(String))", random -> {
            Map<String, List<String>> map = new LinkedHashMap<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                map.put(text(random), texts(random, 2));
            }
            return map;
        });
    }

    @Test
    void takesTheTextOfAWholeArrayAndNothingBehindIt() {
        assertThat(db.query("SELECT {ids:Array(UInt64)} AS ids, toString({words:Array(String)}) AS words")
                        .param("ids", "[1, 2]")
                        .param("words", "['it\\'s', 'a\\\\b']")
                        .rows()
                        .join()
                        .get(0)
                        .values())
                .isEqualTo(List.of(List.of(BigInteger.ONE, BigInteger.TWO), "['it\\'s','a\\\\b']"));
        assertThat(db.query("SELECT {ids:Array(UInt64)}")
                        .param("ids", "[1]) AS a, (SELECT 'injected'")
                        .rows())
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withCauseInstanceOf(ServerException.class);
    }

    private void returnsAsTheyWereGiven(int count, String type, Function<Random, Object> value) {
        Random random = new Random(seed);
        Map<List<Object>, CompletableFuture<List<Row>>> answers = new LinkedHashMap<>();
        for (int query = 0; query < count / TOGETHER; query++) {
            List<Object> values =
                    Stream.generate(() -> value.apply(random)).limit(TOGETHER).toList();
            answers.put(
                    values,
                    db.query("SELECT {a:Array(" + type + ")}")
                            .param("a", values)
                            .rows());
        }
        answers.forEach((values, rows) ->
                assertThat(rows.join().get(0).value(0)).as("seed " + seed).isEqualTo(values));
    }

    private static List<String> texts(Random random, int count) {
        return Stream.generate(() -> text(random)).limit(count).toList();
    }

    @Test
    void bindsScalarsOfEveryKind() {
        UUID uuid = UUID.fromString("61f0c404-5cb3-11e7-907b-a6006ad3dba0");
        Instant at = Instant.ofEpochSecond(1_700_000_000);
        assertThat(text("{a:Int64}", Long.MIN_VALUE)).isEqualTo("" + Long.MIN_VALUE);
        assertThat(text("{a:UInt64}", new java.math.BigInteger("18446744073709551615")))
                .isEqualTo("18446744073709551615");
        assertThat(text("{a:Float64}", -1.5e-10)).isEqualTo("-1.5e-10");
        assertThat(text("{a:Float64}", Double.NaN)).isEqualTo("nan");
        assertThat(text("{a:Date}", LocalDate.of(2020, 2, 29))).isEqualTo("2020-02-29");
        assertThat(text("{a:UUID}", uuid)).isEqualTo(uuid.toString());
        assertThat(text("{a:Decimal(18, 4)}", new BigDecimal("-12.5"))).startsWith("-12.5");
        assertThat(text("{a:Nullable(Int32)} IS NULL", null)).isEqualTo("1");
        assertThat(text("toUnixTimestamp({a:DateTime})", at)).isEqualTo("1700000000");
        assertThat(text("toUnixTimestamp({a:DateTime('Asia/Tokyo')})", at)).isEqualTo("1700000000");
        assertThat(text("toUnixTimestamp({a:DateTime('UTC')})", Instant.ofEpochSecond(5)))
                .isEqualTo("5");
        assertThat(text("toUnixTimestamp({a:DateTime('Asia/Tokyo')})", Instant.ofEpochSecond(5)))
                .isEqualTo("5");
        assertThat(text("{a:DateTime('Asia/Tokyo')}", LocalDateTime.of(2020, 1, 2, 3, 4, 5)))
                .isEqualTo("2020-01-02 03:04:05");
        assertThat(text("hex({a:String})", new byte[] {0, (byte) 0xff, 39, 92})).isEqualTo("00FF275C");
        assertThat(text("hex({a:FixedString(3)})", "ab")).isEqualTo("616200");
        assertThat(text("arraySum({a:Array(Int32)})", new int[] {1, 2, 3})).isEqualTo("6");
        assertThat(text("{a}", "it's")).isEqualTo("it's");
        assertThat(text("{a}", 5)).isEqualTo("5");
    }

    @Test
    @Requires({ServerFeature.DATE_TIME64, ServerFeature.BOOL, ServerFeature.DECIMAL256, ServerFeature.IP_ADDRESSES})
    void bindsWhatOnlyModernServersKnow() throws Exception {
        Instant at = Instant.parse("2023-11-14T22:13:20.123456789Z");
        assertThat(text("toUnixTimestamp64Nano({a})", at)).isEqualTo("1700000000123456789");
        assertThat(text("toUnixTimestamp64Nano({a:DateTime64(9)})", at)).isEqualTo("1700000000123456789");
        assertThat(text("toUnixTimestamp64Nano({a:DateTime64(9, 'Asia/Tokyo')})", at))
                .isEqualTo("1700000000123456789");
        assertThat(text("toUnixTimestamp64Milli({a:DateTime64(3, 'UTC')})", Instant.ofEpochMilli(-1500)))
                .isEqualTo("-1500");
        assertThat(text("toUnixTimestamp64Milli({a:DateTime64(3, 'Asia/Tokyo')})", Instant.ofEpochMilli(1500)))
                .isEqualTo("1500");
        assertThat(text(
                        "toUnixTimestamp64Milli({a:Array(DateTime64(3))}[1])",
                        List.of(Instant.ofEpochMilli(1_700_000_000_123L))))
                .isEqualTo("1700000000123");
        assertThat(text("{a}", true)).isEqualTo("true");
        assertThat(text("{a}", new BigDecimal("123456789012345678901234567890.5")))
                .isEqualTo("123456789012345678901234567890.5");
        assertThat(text("{a}", java.net.InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                .isEqualTo("127.0.0.1");
        assertThat(text("{a}", List.of(List.of(1), List.of()))).isEqualTo("[[1],[]]");
        assertThat(text("length({a})", List.of())).isEqualTo("0");
        assertThat(text("{a:Tuple(Int32, String)}", List.of(1, "x'"))).isEqualTo("(1,'x\\'')");
        assertThat(text("{a:Tuple(Int32)}", List.of(1))).startsWith("(1");
        assertThat(text("{a:LowCardinality(Nullable(String))} IS NULL", null)).isEqualTo("1");
        assertThat(text("{a} IS NULL", null)).isEqualTo("1");
        assertThat(text("count() FROM {a:Identifier}.one", "system")).isEqualTo("1");
    }

    private String text(String expression, @org.jspecify.annotations.Nullable Object value) {
        String sql = expression.contains(" FROM ") ? "SELECT " + expression : "SELECT toString(" + expression + ")";
        return db.query(sql).param("a", value).rows().join().get(0).stringValue(0);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(EVIL[random.nextInt(EVIL.length)]);
        }
        return text.toString();
    }
}
