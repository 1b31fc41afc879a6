package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnServer;
import io.peristyle.type.ClickHouseType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnServer(ServerVersion.MODERN)
class LeafCodecsIT {
    private static final int BLOCK_INFO = 8;

    /** One column of one row, as the server sends it. */
    private record Sent(String type, ByteBuf data) {}

    @Test
    void readsAndWritesWhatTheServerWrites(ClickHouseServer server) throws Exception {
        for (Map.Entry<String, Object> value : values().entrySet()) {
            Sent sent = ask(server, "SELECT " + value.getKey());
            ColumnCodec<Column> codec = Codecs.of(sent.type());
            String hex = Codecs.hexOf(sent.data());
            Column column = Codecs.read(codec, 1, sent.data());
            assertThat(sent.data().isReadable()).as(value.getKey()).isFalse();
            assertThat(column.value(0)).as(value.getKey()).isEqualTo(value.getValue());
            assertThat(Codecs.hexOf(codec, Codecs.column(codec, value.getValue())))
                    .as(value.getKey())
                    .isEqualTo(hex);
        }
    }

    @Test
    void printsAddressesAndDecimalsAsTheServerDoes(ClickHouseServer server) throws Exception {
        for (String value : List.of(
                "toIPv4('1.2.3.4')",
                "toIPv6('::ffff:1.2.3.4')",
                "toIPv6('2001:db8::1')",
                "toIPv6('1:0:0:2:0:0:0:3')",
                "toIPv6('1:0:2:3:4:5:6:7')",
                "toIPv6('::1.2.3.4')",
                "toIPv6('::')",
                "toIPv6('::2')",
                "toIPv6('::1:0')",
                "toIPv6('1::')",
                "toIPv6('::ffff:0:0')",
                "toDecimal128('-0.00000000000000000000000000001', 29)",
                "toUUID('00112233-4455-6677-8899-aabbccddeeff')",
                "18446744073709551615")) {
            Sent sent = ask(server, "SELECT " + value);
            Sent text = ask(server, "SELECT toString(" + value + ")");
            assertThat(Codecs.read(Codecs.of(sent.type()), 1, sent.data()).stringValue(0))
                    .isEqualTo(Codecs.read(Codecs.of("String"), 1, text.data()).value(0));
        }
    }

    @Test
    void printsTypesAsTheServerDoes(ClickHouseServer server) throws Exception {
        for (String type : List.of(
                "Tuple(a UInt8, `b c` Tuple(`all` Int8, `distinct` Int8, `table` Int8, `select` Int8, `x\\`y` Int8))",
                "Enum8('it\\'s, (q)' = -1, 'a\\tb\\nc\\\\\\b\\f\\r\\0\"`é' = 2)",
                "Map(LowCardinality(String), Array(Nullable(DateTime64(3, 'Asia/Tokyo'))))",
                "Decimal32(2)",
                "AggregateFunction(quantiles(0.5, 0.9), UInt64)",
                "FixedString(5)",
                "Variant(String, UInt64)",
                "JSON(max_dynamic_paths=1, a.b UInt8, SKIP REGEXP 'x[\\')]')")) {
            String printed = (String) Codecs.read(
                            Codecs.of("String"),
                            1,
                            ask(
                                            server,
                                            "SELECT toTypeName(CAST(defaultValueOfTypeName(" + quoted(type) + "), "
                                                    + quoted(type) + "))")
                                    .data())
                    .value(0);
            assertThat(printed).isNotNull();
            assertThat(ClickHouseType.parse(printed)).hasToString(printed);
        }
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("true", true);
        values.put("toInt8(-2)", (byte) -2);
        values.put("toInt16(-2)", (short) -2);
        values.put("toInt32(-2)", -2);
        values.put("toInt64(-2)", -2L);
        values.put("toUInt8(254)", (short) 254);
        values.put("toUInt16(65534)", 65534);
        values.put("toUInt32(4294967294)", 4294967294L);
        values.put("18446744073709551614", new BigInteger("18446744073709551614"));
        values.put("toFloat32(1.5)", 1.5f);
        values.put("toFloat64(-0.1)", -0.1);
        values.put("toDecimal32('-1.5', 2)", new BigDecimal("-1.50"));
        values.put("toDecimal64('-1.5', 2)", new BigDecimal("-1.50"));
        values.put("toDecimal128('-184467440737095516.17', 2)", new BigDecimal("-184467440737095516.17"));
        values.put("toDecimal256('1.5', 40)", new BigDecimal("1.5").setScale(40));
        values.put("'\u03bb' || repeat('x', 300)", "\u03bb" + "x".repeat(300));
        values.put("toFixedString('ab', 4)", "ab\0\0");
        values.put("toDate('2149-06-06')", LocalDate.of(2149, 6, 6));
        values.put("toDate32('1900-01-01')", LocalDate.of(1900, 1, 1));
        values.put("toDate32('2299-12-31')", LocalDate.of(2299, 12, 31));
        values.put(
                "toDateTime(4294967295, 'Asia/Tokyo')",
                Instant.ofEpochSecond(4294967295L).atZone(ZoneId.of("Asia/Tokyo")));
        values.put(
                "toDateTime64('1969-12-31 23:59:59.500', 3, 'UTC')",
                Instant.ofEpochMilli(-500).atZone(ZoneId.of("UTC")));
        values.put(
                "toDateTime64('1900-01-01 00:00:00', 9, 'UTC')",
                Instant.parse("1900-01-01T00:00:00Z").atZone(ZoneId.of("UTC")));
        values.put(
                "toUUID('00112233-4455-6677-8899-aabbccddeeff')",
                UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        values.put("CAST('it\\'s', 'Enum8(\\'it\\\\\\'s\\' = -1, \\'b\\' = 2)')", "it's");
        values.put("CAST('b', 'Enum16(\\'a\\' = -300, \\'b\\' = 300)')", "b");
        return values;
    }

    private static String quoted(String text) {
        return io.peristyle.type.Quoting.literal(text);
    }

    /** A block of one column and one row: counts, name, type and data, the first three as texts with VarUInt lengths. */
    private static Sent ask(ClickHouseServer server, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(
                                "http://" + server.host() + ":" + server.httpPort()
                                        + "/?client_protocol_version=54453&print_pretty_type_names=0&enable_json_type=1&allow_experimental_variant_type=1"))
                .POST(HttpRequest.BodyPublishers.ofString(query + " AS x FORMAT Native"))
                .build();
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as(() -> query + ": " + new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        ByteBuf body = Unpooled.wrappedBuffer(response.body());
        body.skipBytes(BLOCK_INFO);
        assertThat(Codecs.hexOf(body.readSlice(4))).isEqualTo("01010178");
        String type =
                body.readCharSequence(varUInt(body), StandardCharsets.UTF_8).toString();
        return new Sent(type, body);
    }

    private static int varUInt(ByteBuf in) {
        int low = in.readByte();
        return low >= 0 ? low : (low & 0x7f) | in.readByte() << 7;
    }
}
