package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that the server computes over the range of each type: what the client reads is what the server prints. */
@OnEveryServer
@OverEveryTransport
class ServerTextIT {
    private static final int ROWS = 1_000;
    private static final String HASH = "cityHash64(number)";
    private static final String DIGITS = "toString(" + HASH + " % 1000000000)";

    private final ClickHouseServer server;
    private final ServerVersion version;
    private final Transport transport;
    private final ClickHouse db;

    /**
     * An expression over {@code number}, and what its text says.
     *
     * @param feature what a server needs for it; null if all have it
     */
    record Computed(String sql, @Nullable ServerFeature feature, Function<String, Object> parse) {
        @Override
        public String toString() {
            return sql;
        }
    }

    ServerTextIT(ClickHouseServer server, ServerVersion version, Transport transport) {
        this.server = server;
        this.version = version;
        this.transport = transport;
        db = ClickHouse.connect(transport.url(server));
    }

    @AfterEach
    void close() {
        db.close();
    }

    static List<Computed> expressions() {
        return List.of(
                all("toInt8(number)", Byte::valueOf),
                all("toInt16(" + HASH + ")", Short::valueOf),
                all("toInt32(" + HASH + ")", Integer::valueOf),
                all("toInt64(" + HASH + ")", Long::valueOf),
                all("toUInt8(number)", Short::valueOf),
                all("toUInt16(" + HASH + ")", Integer::valueOf),
                all("toUInt32(" + HASH + ")", Long::valueOf),
                all(HASH, BigInteger::new),
                all("reinterpretAsFloat32(reinterpretAsString(toUInt32(" + HASH + ")))", ServerTextIT::float32),
                all("reinterpretAsFloat64(reinterpretAsString(" + HASH + "))", ServerTextIT::float64),
                all("number / 7 - 50", ServerTextIT::float64),
                all("toDecimal32(concat('-', toString(number), '.', toString(number % 97)), 4)", scaled(4)),
                all("toDecimal64(concat(" + DIGITS + ", '.', " + DIGITS + "), 9)", scaled(9)),
                all("toDecimal128(concat('-'," + DIGITS + ", " + DIGITS + ", '.', " + DIGITS + "), 20)", scaled(20)),
                of(
                        ServerFeature.DECIMAL256,
                        "toDecimal256(concat('-', repeat(" + DIGITS + ", 4), '.', " + DIGITS + "), 30)",
                        scaled(30)),
                all("hex(" + HASH + ")", text -> text),
                all("toFixedString(concat('k', toString(number % 10)), 2)", text -> text),
                // Not from 0: 18.16 prints that as 0000-00-00.
                all("toDate(toUInt16(number * 49 + 1))", LocalDate::parse),
                of(ServerFeature.DATE32, "toDate32('1900-01-01') + toUInt32(number * 146)", LocalDate::parse),
                of(
                        ServerFeature.ZONES_OF_DATE_TIME,
                        "toDateTime(toUInt32(number * 4291000 + 86400), 'UTC')",
                        at("UTC")),
                of(
                        ServerFeature.ZONES_OF_DATE_TIME,
                        "toDateTime(toUInt32(number * 4291000 + 86400), 'Asia/Tokyo')",
                        at("Asia/Tokyo")),
                of(
                        ServerFeature.DATE_TIME64,
                        "addSeconds(toDateTime64('1900-01-01 00:00:00.123', 3, 'UTC'), number * 12622780)",
                        at("UTC")),
                of(
                        ServerFeature.DATE_TIME64,
                        "addSeconds(toDateTime64('1960-01-01 00:00:00.123456789', 9, 'Asia/Tokyo'), number * 9000000)",
                        at("Asia/Tokyo")),
                all(
                        "toUUID(concat(lower(substring(hex(MD5(toString(number))), 1, 8)), '-1234-5678-9abc-',"
                                + " lower(substring(hex(MD5(toString(number))), 9, 12))))",
                        UUID::fromString),
                of(ServerFeature.IP_ADDRESSES, "toIPv4(toUInt32(" + HASH + "))", ServerTextIT::address),
                of(ServerFeature.IP_ADDRESSES, "toIPv6(IPv6NumToString(MD5(toString(number))))", ServerTextIT::address),
                all("CAST(number % 2 = 0 ? 'a' : 'b' AS Enum8('a' = -1, 'b' = 2))", text -> text),
                all("CAST(number % 2 = 0 ? 'a' : 'b' AS Enum16('a' = -1000, 'b' = 2000))", text -> text),
                of(ServerFeature.BOOL, "number % 3 = 0 ? true : false", Boolean::valueOf),
                all("toLowCardinality(toString(number % 300))", text -> text));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void isWhatTheClientReads(Computed computed) {
        assumeTrue(
                computed.feature() == null
                        || (computed.feature().isIn(version)
                                && computed.feature().isOver(transport, version)),
                () -> "not in " + version + " over " + transport + ": " + computed);
        String rows = " FROM (SELECT " + computed.sql() + " AS v FROM numbers(" + ROWS + "))";
        List<Object> expected = server.http("SELECT toString(v)" + rows + " FORMAT TabSeparated")
                .lines()
                .map(computed.parse())
                .toList();
        List<@Nullable Object> read = new ArrayList<>();
        for (Row row : db.query("SELECT v" + rows).rows().join()) {
            read.add(row.value(0));
        }
        assertThat(read).hasSize(ROWS).isEqualTo(expected);
    }

    @Test
    void isNullForNothing() {
        Row row = db.query("SELECT NULL AS a, [] AS b, [NULL] AS c, tuple(NULL, 1) AS d")
                .rows()
                .join()
                .get(0);
        assertThat(row.block().types().get(0)).hasToString("Nullable(Nothing)");
        assertThat(row.block().types().get(1)).hasToString("Array(Nothing)");
        assertThat(row.value("a")).isNull();
        assertThat(row.value("b")).isEqualTo(List.of());
        assertThat(row.value("c")).isEqualTo(Collections.singletonList(null));
        assertThat(row.value("d")).isEqualTo(Arrays.asList(null, (short) 1));
    }

    @Test
    void saysInWhichZoneTimesWithoutOneAre() {
        ZoneId zone = ZoneId.of(server.http("SELECT timezone()").strip());
        String sql = "SELECT toDateTime(toUInt32(1711846800)) AS t";
        LocalDateTime printed = LocalDateTime.parse(server.http(sql).strip().replace(' ', 'T'));
        assertThat(db.query(sql).rows().join().get(0).value(0)).isEqualTo(printed.atZone(zone));
    }

    private static Computed all(String sql, Function<String, Object> parse) {
        return new Computed(sql, null, parse);
    }

    private static Computed of(ServerFeature feature, String sql, Function<String, Object> parse) {
        return new Computed(sql, feature, parse);
    }

    private static Object float32(String text) {
        return text.endsWith("nan") ? Float.NaN : Float.valueOf(text.replace("inf", "Infinity"));
    }

    private static Object float64(String text) {
        return text.endsWith("nan") ? Double.NaN : Double.valueOf(text.replace("inf", "Infinity"));
    }

    /** The server leaves zeros at the end out. */
    private static Function<String, Object> scaled(int scale) {
        return text -> new BigDecimal(text).setScale(scale);
    }

    private static Function<String, Object> at(String zone) {
        return text -> ZonedDateTime.of(LocalDateTime.parse(text.replace(' ', 'T')), ZoneId.of(zone));
    }

    private static Object address(String text) {
        try {
            InetAddress address = InetAddress.getByName(text);
            return text.contains(":") ? Inet6Address.getByAddress(null, address.getAddress(), -1) : address;
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
