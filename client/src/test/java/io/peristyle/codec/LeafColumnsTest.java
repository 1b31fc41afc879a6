package io.peristyle.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** Types without elements, as a server sends them and in the middle of a block. */
class LeafColumnsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private static InetAddress address(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        try {
            return bytes.length == 4 ? InetAddress.getByAddress(address) : Inet6Address.getByAddress(null, address, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    abstract static class LeafColumn extends CodecContract {
        private final String type;
        private final List<String> sql;
        private final List<@Nullable Object> values;

        LeafColumn(String type, List<String> sql, @Nullable Object... values) {
            this.type = type;
            this.sql = sql;
            this.values = Arrays.asList(values);
        }

        @Override
        String type() {
            return type;
        }

        @Override
        List<String> sql() {
            return sql;
        }

        @Override
        List<@Nullable Object> values() {
            return values;
        }
    }

    @Nested
    class Int8Column extends LeafColumn {
        Int8Column() {
            super("Int8", List.of("-128", "0", "127"), (byte) -128, (byte) 0, (byte) 127);
        }
    }

    @Nested
    class UInt8Column extends LeafColumn {
        UInt8Column() {
            super("UInt8", List.of("0", "255"), (short) 0, (short) 255);
        }
    }

    @Nested
    class Int16Column extends LeafColumn {
        Int16Column() {
            super("Int16", List.of("-32768", "7"), (short) -32768, (short) 7);
        }
    }

    @Nested
    class UInt16Column extends LeafColumn {
        UInt16Column() {
            super("UInt16", List.of("0", "65535"), 0, 65535);
        }
    }

    @Nested
    class Int32Column extends LeafColumn {
        Int32Column() {
            super(
                    "Int32",
                    List.of("-2147483648", "0", "-2", "2147483647"),
                    Integer.MIN_VALUE,
                    0,
                    -2,
                    Integer.MAX_VALUE);
        }
    }

    @Nested
    class UInt32Column extends LeafColumn {
        UInt32Column() {
            super("UInt32", List.of("0", "4294967295"), 0L, 4294967295L);
        }
    }

    @Nested
    class Int64Column extends LeafColumn {
        Int64Column() {
            super("Int64", List.of("-9223372036854775808", "7"), Long.MIN_VALUE, 7L);
        }
    }

    @Nested
    class UInt64Column extends LeafColumn {
        UInt64Column() {
            super(
                    "UInt64",
                    List.of("0", "18446744073709551615", "7"),
                    BigInteger.ZERO,
                    new BigInteger("18446744073709551615"),
                    BigInteger.valueOf(7));
        }
    }

    @Nested
    class Float32Column extends LeafColumn {
        Float32Column() {
            super("Float32", List.of("1.5", "-0.25", "inf"), 1.5f, -0.25f, Float.POSITIVE_INFINITY);
        }
    }

    @Nested
    class Float64Column extends LeafColumn {
        Float64Column() {
            super("Float64", List.of("1.5", "nan", "-1e300"), 1.5, Double.NaN, -1e300);
        }
    }

    @Nested
    class BoolColumn extends LeafColumn {
        BoolColumn() {
            super("Bool", List.of("true", "false"), true, false);
        }
    }

    @Nested
    class StringColumn extends LeafColumn {
        StringColumn() {
            super(
                    "String",
                    List.of(
                            "''",
                            "'ab'",
                            "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'",
                            "'Straße'"),
                    "",
                    "ab",
                    "x".repeat(200),
                    "Straße");
        }
    }

    @Nested
    class DateColumn extends LeafColumn {
        DateColumn() {
            super("Date", List.of("'1970-01-01'", "'2149-06-06'"), LocalDate.EPOCH, LocalDate.of(2149, 6, 6));
        }
    }

    @Nested
    class Date32Column extends LeafColumn {
        Date32Column() {
            super(
                    "Date32",
                    List.of("'1900-01-01'", "'2299-12-31'"),
                    LocalDate.of(1900, 1, 1),
                    LocalDate.of(2299, 12, 31));
        }
    }

    @Nested
    class DateTimeColumn extends LeafColumn {
        DateTimeColumn() {
            super(
                    "DateTime('Asia/Tokyo')",
                    List.of("'2024-01-02 03:04:05'", "0"),
                    ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 0, TOKYO),
                    Instant.EPOCH.atZone(TOKYO));
        }
    }

    @Nested
    class DateTime64Column extends LeafColumn {
        DateTime64Column() {
            super(
                    "DateTime64(1, 'UTC')",
                    List.of("'1969-12-31 23:59:59.5'", "'2024-01-02 03:04:05.6'"),
                    ZonedDateTime.of(1969, 12, 31, 23, 59, 59, 500_000_000, UTC),
                    ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 600_000_000, UTC));
        }
    }

    @Nested
    class UuidColumn extends LeafColumn {
        UuidColumn() {
            super(
                    "UUID",
                    List.of("'00112233-4455-6677-8899-aabbccddeeff'", "'00000000-0000-0000-0000-000000000000'"),
                    UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                    new UUID(0, 0));
        }
    }

    @Nested
    class Enum8Column extends LeafColumn {
        Enum8Column() {
            super("Enum8('a' = -1, 'it\\'s, (q)' = 2)", List.of("'a'", "'it\\'s, (q)'"), "a", "it's, (q)");
        }
    }

    @Nested
    class Enum16Column extends LeafColumn {
        Enum16Column() {
            super("Enum16('a' = -300, 'b' = 300)", List.of("'a'", "'b'"), "a", "b");
        }
    }

    @Nested
    class Decimal9Column extends LeafColumn {
        Decimal9Column() {
            super("Decimal(9, 2)", List.of("-1.5", "0"), new BigDecimal("-1.50"), new BigDecimal("0.00"));
        }
    }

    @Nested
    class Decimal38Column extends LeafColumn {
        Decimal38Column() {
            super(
                    "Decimal(38, 3)",
                    List.of("toDecimal128('-12345678901234567890.125', 3)"),
                    new BigDecimal("-12345678901234567890.125"));
        }
    }

    @Nested
    class Decimal76Column extends LeafColumn {
        Decimal76Column() {
            super(
                    "Decimal(76, 0)",
                    List.of("toDecimal256('-12345678901234567890123456789012345678901', 0)"),
                    new BigDecimal("-12345678901234567890123456789012345678901"));
        }
    }

    @Nested
    class Decimal18Column extends LeafColumn {
        Decimal18Column() {
            super(
                    "Decimal(18, 4)",
                    List.of("toDecimal64('-99999999999999.9999', 4)", "toDecimal64('0.0001', 4)"),
                    new BigDecimal("-99999999999999.9999"),
                    new BigDecimal("0.0001"));
        }
    }

    @Nested
    class Ipv4Column extends LeafColumn {
        Ipv4Column() {
            super(
                    "IPv4",
                    List.of("'0.0.0.0'", "'1.2.3.254'", "'255.0.0.1'"),
                    address(0, 0, 0, 0),
                    address(1, 2, 3, 254),
                    address(255, 0, 0, 1));
        }
    }

    @Nested
    class Ipv6Column extends LeafColumn {
        Ipv6Column() {
            super(
                    "IPv6",
                    List.of("'::'", "'2001:db8::ff01'", "'::ffff:1.2.3.4'"),
                    address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                    address(0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0x01),
                    address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4));
        }
    }

    @Nested
    class FixedStringColumn extends LeafColumn {
        FixedStringColumn() {
            super("FixedString(4)", List.of("''", "'ab'", "'éß'"), "\0\0\0\0", "ab\0\0", "éß");
        }
    }

    @Nested
    class DateTimeWithoutZoneColumn extends LeafColumn {
        DateTimeWithoutZoneColumn() {
            super(
                    "DateTime",
                    List.of("0", "4294967295"),
                    Instant.EPOCH.atZone(UTC),
                    Instant.ofEpochSecond(4_294_967_295L).atZone(UTC));
        }
    }

    @Nested
    class NanosecondsColumn extends LeafColumn {
        NanosecondsColumn() {
            super(
                    "DateTime64(9, 'Asia/Tokyo')",
                    List.of(
                            "toDateTime64('1900-01-01 00:00:00.000000001', 9, 'UTC')",
                            "toDateTime64('2262-04-11 23:47:16.854775807', 9, 'UTC')"),
                    Instant.parse("1900-01-01T00:00:00.000000001Z").atZone(TOKYO),
                    Instant.parse("2262-04-11T23:47:16.854775807Z").atZone(TOKYO));
        }
    }

    @Nested
    class NothingColumn extends LeafColumn {
        NothingColumn() {
            super("Nullable(Nothing)", List.of("NULL", "NULL"), null, null);
        }
    }
}
