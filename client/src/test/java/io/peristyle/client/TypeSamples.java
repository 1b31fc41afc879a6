package io.peristyle.client;

import io.peristyle.testkit.ServerFeature;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Samples of every type that the client reads and writes. */
final class TypeSamples {
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2299, 12, 31);

    private TypeSamples() {}

    /** Every leaf, by itself, nullable and in arrays, and composites. */
    static List<TypeSample> all() {
        Stream<TypeSample> nullable = leaves().stream().map(TypeSample::nullable);
        Stream<TypeSample> arrays = leaves().stream().map(TypeSample::array);
        return Stream.of(leaves().stream(), nullable, arrays, composites().stream())
                .flatMap(Function.identity())
                .toList();
    }

    static List<TypeSample> leaves() {
        return List.of(
                leaf("Bool", ServerFeature.BOOL, List.of(false, true), Random::nextBoolean, value -> "" + value),
                integer("Int8", 8, true, BigInteger::byteValueExact),
                integer("Int16", 16, true, BigInteger::shortValueExact),
                integer("Int32", 32, true, BigInteger::intValueExact),
                integer("Int64", 64, true, BigInteger::longValueExact),
                integer("UInt8", 8, false, BigInteger::shortValueExact),
                integer("UInt16", 16, false, BigInteger::intValueExact),
                integer("UInt32", 32, false, BigInteger::longValueExact),
                integer("UInt64", 64, false, value -> value),
                integer("Int128", 128, true, value -> value).requiring(ServerFeature.INT256),
                integer("Int256", 256, true, value -> value).requiring(ServerFeature.INT256),
                integer("UInt128", 128, false, value -> value).requiring(ServerFeature.INT256),
                integer("UInt256", 256, false, value -> value).requiring(ServerFeature.INT256),
                SpanSamples.bFloat16(),
                SpanSamples.time(),
                SpanSamples.time64(0),
                SpanSamples.time64(9),
                SpanSamples.interval("Millisecond"),
                SpanSamples.interval("Week"),
                float32(),
                float64(),
                decimal(9, 4, 32, null),
                decimal(9, 0, 32, null),
                decimal(18, 18, 64, null),
                decimal(38, 10, 128, null),
                decimal(76, 38, 256, ServerFeature.DECIMAL256),
                leaf(
                        "String",
                        null,
                        List.of("", "\0", "it's \\ \"\t\n", "Straße \ud83d\ude00", "x".repeat(300)),
                        source -> text(source, source.nextInt(20)),
                        TypeSamples::unhex),
                leaf(
                        "FixedString(5)",
                        null,
                        List.of("\0\0\0\0\0", "abcde", "é\0ß"),
                        source -> text(source, 5),
                        value -> "toFixedString(" + unhex(value) + ", 5)"),
                leaf(
                        "Date",
                        null,
                        List.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(65_535)),
                        source -> LocalDate.EPOCH.plusDays(source.nextInt(65_536)),
                        value -> "toDate(toUInt16(" + ((LocalDate) value).toEpochDay() + "))"),
                leaf(
                        "Date32",
                        ServerFeature.DATE32,
                        List.of(FIRST_DAY, LocalDate.EPOCH, LAST_DAY),
                        source -> FIRST_DAY.plusDays(source.nextInt(146_097)),
                        value -> "toDate32('" + value + "')"),
                dateTime("UTC"),
                dateTime("America/New_York"),
                dateTime64(0, "UTC"),
                dateTime64(3, "Asia/Tokyo"),
                dateTime64(6, "Europe/Berlin"),
                dateTime64(9, "Asia/Kolkata"),
                leaf(
                        "UUID",
                        null,
                        List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(0x0011223344556677L, 0x8899aabbccddeeffL)),
                        source -> new UUID(source.nextLong(), source.nextLong()),
                        value -> "toUUID('" + value + "')"),
                leaf(
                        "IPv4",
                        ServerFeature.IP_ADDRESSES,
                        List.of(address(new byte[4]), address(new byte[] {-1, -2, 3, 4})),
                        source -> address(bytes(source, 4)),
                        value -> "toIPv4('" + ((InetAddress) value).getHostAddress() + "')"),
                leaf(
                        "IPv6",
                        ServerFeature.IP_ADDRESSES,
                        List.of(
                                address(new byte[16]),
                                address(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4})),
                        source -> address(bytes(source, 16)),
                        value -> "toIPv6('" + ((InetAddress) value).getHostAddress() + "')"),
                enumeration("Enum8('a' = -128, 'it\\'s, (q)' = 0, 'ü' = 127)", "a", "it's, (q)", "ü"),
                enumeration("Enum16('a' = -32768, 'b' = 1, 'z' = 32767)", "a", "b", "z"));
    }

    static TypeSample leaf(String type) {
        return leaves().stream()
                .filter(sample -> sample.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    static List<TypeSample> composites() {
        TypeSample string = leaf("String");
        TypeSample int64 = leaf("Int64");
        TypeSample fixed = leaf("FixedString(5)");
        return List.of(
                leaf("Float64").nullable(),
                string.lowCardinality(),
                string.nullable().lowCardinality(),
                fixed.lowCardinality(),
                int64.lowCardinality(),
                leaf("UUID").nullable().lowCardinality().requiring(ServerFeature.UUID_DICTIONARIES),
                leaf("Date").lowCardinality(),
                string.lowCardinality().array(),
                string.nullable().lowCardinality().array(),
                int64.nullable().array(),
                string.array().array(),
                int64.tupleWith(string, "", ""),
                int64.nullable().tupleWith(string.array(), "a ", "`b c` "),
                int64.tupleWith(string, "", "").array().requiring(ServerFeature.ARRAYS_OF_TUPLES),
                int64.tupleWith(leaf("UUID").tupleWith(fixed, "", ""), "", ""),
                string.lowCardinality().tupleWith(leaf("Date"), "", ""),
                string.mapTo(int64),
                leaf("UUID").mapTo(leaf("DateTime64(3, 'Asia/Tokyo')").nullable()),
                string.lowCardinality().mapTo(string.array()),
                string.mapTo(int64).array(),
                int64.mapTo(string.mapTo(leaf("IPv6"))),
                SpanSamples.point(),
                SpanSamples.ring(),
                SpanSamples.sum());
    }

    private static TypeSample leaf(
            String type,
            @Nullable ServerFeature feature,
            List<?> boundaries,
            Function<Random, Object> random,
            Function<Object, String> literal) {
        return new TypeSample(type, feature, boundaries, random, literal);
    }

    private static TypeSample integer(String type, int bits, boolean signed, Function<BigInteger, Object> value) {
        BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most = least.add(BigInteger.ONE.shiftLeft(bits)).subtract(BigInteger.ONE);
        BigInteger middle = BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.ONE);
        List<Object> boundaries = Stream.of(least, BigInteger.ZERO, BigInteger.ONE, middle, most)
                .map(value)
                .toList();
        return leaf(
                type,
                null,
                boundaries,
                source -> value.apply(new BigInteger(bits, source).add(least)),
                literal -> "to" + type + "('" + literal + "')");
    }

    private static TypeSample float32() {
        return leaf(
                "Float32",
                null,
                List.of(
                        0f,
                        -0f,
                        Float.NaN,
                        Float.MIN_VALUE,
                        -Float.MAX_VALUE,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY),
                source -> source.nextFloat() * 1e6f,
                value -> "reinterpretAsFloat32(" + littleEndian(Float.floatToIntBits((Float) value) & 0xffff_ffffL, 4)
                        + ")");
    }

    private static TypeSample float64() {
        return leaf(
                "Float64",
                null,
                List.of(
                        0d,
                        -0d,
                        Double.NaN,
                        Double.MIN_VALUE,
                        -Double.MAX_VALUE,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY),
                Random::nextGaussian,
                value -> "reinterpretAsFloat64(" + littleEndian(Double.doubleToLongBits((Double) value), 8) + ")");
    }

    private static String littleEndian(long bits, int bytes) {
        String hex = HexFormat.of().toHexDigits(Long.reverseBytes(bits));
        return "unhex('" + hex.substring(0, 2 * bytes) + "')";
    }

    private static TypeSample decimal(int precision, int scale, int bits, @Nullable ServerFeature feature) {
        BigDecimal most = new BigDecimal("9".repeat(precision)).movePointLeft(scale);
        BigDecimal least = new BigDecimal(BigInteger.ONE, scale);
        return leaf(
                "Decimal(" + precision + ", " + scale + ")",
                feature,
                List.of(most, most.negate(), new BigDecimal(BigInteger.ZERO, scale), least, least.negate()),
                source -> {
                    BigInteger digits = new BigInteger(precision * 3, source);
                    return new BigDecimal(source.nextBoolean() ? digits : digits.negate(), scale);
                },
                value -> "toDecimal" + bits + "('" + ((BigDecimal) value).toPlainString() + "', " + scale + ")");
    }

    private static TypeSample dateTime(String zone) {
        ZoneId id = ZoneId.of(zone);
        return leaf(
                "DateTime('" + zone + "')",
                null,
                Stream.of(0L, 1_711_846_800L, 1_730_610_000L, 4_294_967_295L)
                        .map(second -> Instant.ofEpochSecond(second).atZone(id))
                        .toList(),
                source -> Instant.ofEpochSecond(source.nextInt() & 0xffff_ffffL).atZone(id),
                value -> "toDateTime(toUInt32('" + ((ZonedDateTime) value).toEpochSecond() + "'), '" + zone + "')");
    }

    private static TypeSample dateTime64(int precision, String zone) {
        ZoneId id = ZoneId.of(zone);
        long unit = BigInteger.TEN.pow(9 - precision).longValueExact();
        Instant first = Instant.parse("1900-01-01T00:00:00Z");
        Instant last = precision == 9 ? Instant.parse("2262-04-11T23:47:16Z") : Instant.parse("2299-12-31T23:59:59Z");
        Function<Random, Object> random = source -> {
            long second = source.nextLong(first.getEpochSecond(), last.getEpochSecond());
            return Instant.ofEpochSecond(second, source.nextInt(1_000_000_000) / unit * unit)
                    .atZone(id);
        };
        String pattern = "yyyy-MM-dd HH:mm:ss" + (precision == 0 ? "" : "." + "S".repeat(precision));
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        return leaf(
                "DateTime64(" + precision + ", '" + zone + "')",
                ServerFeature.DATE_TIME64,
                Stream.of(first, Instant.EPOCH, Instant.EPOCH.minusNanos(unit), last)
                        .map(instant -> instant.atZone(id))
                        .toList(),
                random,
                value -> "toTimeZone(toDateTime64('" + format.format((ZonedDateTime) value) + "', " + precision
                        + ", 'UTC'), '" + zone + "')");
    }

    private static TypeSample enumeration(String type, String... names) {
        return leaf(
                type,
                null,
                List.of(names),
                source -> names[source.nextInt(names.length)],
                value -> "CAST(" + unhex(value) + " AS " + type + ")");
    }

    private static String text(Random source, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            text.append((char) source.nextInt(128));
        }
        return text.toString();
    }

    private static String unhex(Object text) {
        return "unhex('" + HexFormat.of().formatHex(text.toString().getBytes(StandardCharsets.UTF_8)) + "')";
    }

    private static byte[] bytes(Random source, int count) {
        byte[] bytes = new byte[count];
        source.nextBytes(bytes);
        return bytes;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return bytes.length == 4 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
