package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.type.ClickHouseType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParameterTextTest {
    @Test
    void escapesWhatEndsAFieldOfTabSeparatedText() {
        assertThat(text("String", "a\tb\nc\\d'e\r\b\f\0")).isEqualTo("a\\tb\\nc\\\\d'e\\r\\b\\f\\0");
        assertThat(text("String", "\\N")).isEqualTo("\\\\N");
        assertThat(text("String", "")).isEmpty();
        assertThat(text("String", "\u00e9\ud83d\ude00")).isEqualTo("\u00e9\ud83d\ude00");
        assertThat(text("String", new byte[] {'a', 0, '\n', (byte) 0xff})).isEqualTo("a\\0\\n\\xFF");
    }

    @Test
    void quotesTextInsideOfArraysMapsAndTuples() {
        assertThat(text("Array(String)", List.of("a'b", "c\\", "\t"))).isEqualTo("['a\\'b','c\\\\','\\t']");
        assertThat(text("Map(String, UInt8)", Map.of("k", 1))).isEqualTo("{'k':1}");
        assertThat(text("Tuple(String, UInt8)", List.of("a", 1))).isEqualTo("('a',1)");
        assertThat(text("Tuple(UInt8)", List.of(1))).isEqualTo("(1,)");
        assertThat(text("Array(Array(Nullable(String)))", List.of(Collections.singletonList(null), List.of())))
                .isEqualTo("[[NULL],[]]");
        assertThat(text("Array(Int16)", new short[] {1, -2})).isEqualTo("[1,-2]");
    }

    @Test
    void writesNullWhereTheTypeTakesIt() {
        assertThat(text("Nullable(String)", null)).isEqualTo("\\N");
        assertThat(text("LowCardinality(Nullable(String))", null)).isEqualTo("\\N");
        assertThat(text("Array(Nullable(Int8))", Arrays.asList(1, null))).isEqualTo("[1,NULL]");
        assertRefused("String", null, "Nullable(String)");
        assertRefused("Array(Int8)", Collections.singletonList(null), "Nullable(Int8)");
        assertRefused("Map(String, Int8)", Collections.singletonMap(null, 1), "Nullable(String)");
    }

    @ParameterizedTest
    @CsvSource({
        "Int8, -128, -129",
        "UInt8, 255, 256",
        "UInt8, 0, -1",
        "Int64, 9223372036854775807, 9223372036854775808",
        "UInt64, 18446744073709551615, 18446744073709551616",
        "UInt256, 115792089237316195423570985008687907853269984665640564039457584007913129639935, -1",
    })
    void keepsIntegersInRange(String type, String inside, String outside) {
        assertThat(text(type, new BigInteger(inside))).isEqualTo(inside);
        assertThat(text(type, inside)).isEqualTo(inside);
        assertRefused(type, new BigInteger(outside), "range");
        assertRefused(type, outside, "range");
    }

    @Test
    void refusesFractionsAndTextForIntegers() {
        assertRefused("Int32", 1.5, "not an integer");
        assertRefused("Int32", new BigDecimal("0.1"), "not an integer");
        assertRefused("Int32", Double.NaN, "not an integer");
        assertRefused("Int32", Thread.State.NEW, "whole Number");
        assertRefused("Int32", "1 OR 1", "not an integer");
        assertRefused("Int32", "", "not an integer");
    }

    @Test
    void takesWholeNumbersOfEveryClassForIntegers() {
        assertThat(text("Int32", 5.0)).isEqualTo("5");
        assertThat(text("UInt8", 5f)).isEqualTo("5");
        assertThat(text("UInt64", new BigDecimal("1E+3"))).isEqualTo("1000");
        assertRefused("UInt8", 256.0, "range");
        assertRefused("UInt256", new BigDecimal("1E+1000000000"), "range");
        assertThat(text("Decimal(10, 2)", 1.5)).isEqualTo("1.50");
        assertThat(text("Decimal(10, 2)", 0.1f)).isEqualTo("0.10");
        assertRefused("Decimal(10, 2)", Double.POSITIVE_INFINITY, "not a number");
    }

    @Test
    void leavesTheTextOfAWholeArrayMapOrTupleToTheServer() {
        assertThat(text("Array(UInt64)", "[1,2]")).isEqualTo("[1,2]");
        assertThat(text("Map(String, UInt8)", "{'a':1}")).isEqualTo("{'a':1}");
        assertThat(text("Tuple(String, UInt8)", "('a\\'b',1)")).isEqualTo("('a\\'b',1)");
        assertThat(text("IntervalDay", "-3")).isEqualTo("-3");
        assertRefused("IntervalDay", "3 DAY", "takes no");
        assertRefused("Array(Array(UInt8))", List.of("[1]"), "takes no");
    }

    @Test
    void writesFloatingPointNumbersAsTheServerReadsThem() {
        assertThat(text("Float64", Double.NaN)).isEqualTo("nan");
        assertThat(text("Float64", Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
        assertThat(text("Array(Float32)", List.of(1.5f, Float.POSITIVE_INFINITY)))
                .isEqualTo("[1.5,inf]");
        assertThat(text("Float64", " 1e3 ")).isEqualTo("1e3");
        assertThat(text("Float64", "-Infinity")).isEqualTo("-inf");
        assertThat(text("Float64", 7)).isEqualTo("7");
    }

    @Test
    void refusesTextsOnlyJavaTakesForNumbers() {
        for (String text : List.of("1d", "0x1p3", "1f", "secret", "")) {
            assertRefused("Float64", text, "not a number");
        }
    }

    @Test
    void writesTheNumberOfAForeignClassNotItsText() {
        Number half = new Number() {
            private static final long serialVersionUID = 1L;

            @Override
            public int intValue() {
                return 0;
            }

            @Override
            public long longValue() {
                return 0;
            }

            @Override
            public float floatValue() {
                return 0.5f;
            }

            @Override
            public double doubleValue() {
                return 0.5;
            }

            @Override
            public String toString() {
                return "1/2";
            }
        };
        assertThat(text("Float64", half)).isEqualTo("0.5");
    }

    @Test
    void writesDecimalsWithTheDigitsOfTheType() {
        assertThat(text("Decimal(9, 2)", new BigDecimal("1.5"))).isEqualTo("1.50");
        assertThat(text("Decimal(9, 2)", new BigDecimal("1E+3"))).isEqualTo("1000.00");
        assertThat(text("Decimal(9, 2)", "-1.5")).isEqualTo("-1.50");
        assertThat(text("Array(Decimal(9, 0))", List.of("7", 8L))).isEqualTo("[7,8]");
        assertThat(text("Decimal(3, 3)", new BigDecimal("0.0010000"))).isEqualTo("0.001");
        assertThat(text("Decimal(9, 2)", new BigDecimal("0E+1000000000"))).isEqualTo("0.00");
        assertRefused("Decimal(9, 2)", new BigDecimal("1.505"), "more digits");
        assertRefused("Decimal(4, 2)", new BigDecimal("100"), "more digits");
        assertRefused("Decimal(9, 2)", "one", "not a number");
        assertRefused("Decimal(9, 2)", Thread.State.NEW, "takes no");
    }

    @Test
    void neverWritesOutADecimalThatIsTooLong() {
        assertRefused("Decimal(76, 2)", new BigDecimal("1E+1000000000"), "more digits");
        assertRefused("Decimal(76, 2)", new BigDecimal("1E-1000000000"), "more digits");
        assertRefused("Decimal(76, 2)", "1e999999999", "more digits");
    }

    @Test
    void takesTheTextsOfBoolOnly() {
        assertThat(text("Bool", true)).isEqualTo("true");
        assertThat(text("Bool", "NO")).isEqualTo("false");
        assertThat(text("Array(Bool)", List.of("1", false))).isEqualTo("[true,false]");
        assertRefused("Bool", "true,false", "neither true nor false");
        assertRefused("Bool", 1, "takes no java.lang.Integer");
    }

    @Test
    void writesAddressesAsTheirTypeReadsThem() throws Exception {
        InetAddress four = InetAddress.getByAddress(new byte[] {1, 2, 3, 4});
        byte[] linkLocal = new byte[16];
        linkLocal[0] = (byte) 0xfe;
        linkLocal[1] = (byte) 0x80;
        InetAddress six = java.net.Inet6Address.getByAddress(null, linkLocal, 1);
        assertThat(text("IPv4", four)).isEqualTo("1.2.3.4");
        assertThat(text("IPv6", four)).isEqualTo("::ffff:1.2.3.4");
        assertThat(text("IPv6", six)).isEqualTo("fe80:0:0:0:0:0:0:0");
        assertRefused("IPv4", six, "IPv4 takes no");
    }

    @Test
    void writesDatesInTheRangeOfTheirType() {
        assertThat(text("Date", LocalDate.of(2149, 6, 6))).isEqualTo("2149-06-06");
        assertThat(text("Date32", LocalDate.of(1900, 1, 1))).isEqualTo("1900-01-01");
        assertRefused("Date", LocalDate.of(1969, 12, 31), "1970-01-01");
        assertRefused("Date32", LocalDate.of(2300, 1, 1), "2299-12-31");
        assertRefused("Date", Instant.EPOCH, "takes no");
    }

    @Test
    void writesMomentsSoThatTheyMeanTheSameInEveryZone() {
        Instant moment = Instant.parse("2024-02-29T12:00:00.123Z");
        assertThat(text("DateTime64(3, 'UTC')", moment)).isEqualTo("2024-02-29 12:00:00.123");
        assertThat(text("DateTime64(3)", moment)).isEqualTo("1709208000.123");
        assertThat(text("DateTime", LocalDateTime.of(2024, 2, 29, 12, 0))).isEqualTo("2024-02-29 12:00:00");
        assertThat(text("Array(DateTime('UTC'))", List.of(Instant.EPOCH))).isEqualTo("['1970-01-01 00:00:00']");
        assertRefused("DateTime", moment, "more digits behind the second");
        assertRefused("DateTime64(3)", Instant.parse("1960-01-01T00:00:00Z"), "zone");
        assertRefused("DateTime", Instant.parse("2106-02-07T06:28:16Z"), "outside");
    }

    @Test
    void keepsWallTimesInTheRangeOfTheirType() {
        assertThat(text("DateTime('UTC')", LocalDateTime.of(1970, 1, 1, 0, 0))).isEqualTo("1970-01-01 00:00:00");
        assertThat(text("DateTime('UTC')", LocalDateTime.of(2106, 2, 7, 6, 28, 15)))
                .isEqualTo("2106-02-07 06:28:15");
        assertRefused("DateTime('UTC')", LocalDateTime.of(1969, 12, 31, 23, 59, 59), "outside");
        assertRefused("DateTime('UTC')", LocalDateTime.of(2106, 2, 7, 6, 28, 16), "outside");
        assertRefused("DateTime('Asia/Tokyo')", LocalDateTime.of(1970, 1, 1, 8, 59, 59), "outside");
        assertRefused("Array(DateTime('UTC'))", List.of(LocalDateTime.of(1950, 1, 1, 0, 0)), "outside");
        assertRefused("DateTime64(3, 'UTC')", LocalDateTime.of(1899, 12, 31, 23, 59, 59), "outside");
        assertRefused("DateTime64(3, 'Asia/Tokyo')", LocalDateTime.of(2300, 1, 1, 5, 0), "outside");
        assertRefused("DateTime64(3, 'America/New_York')", Instant.parse("1900-01-01T03:00:00Z"), "outside");
    }

    @Test
    void refusesWallTimesThatAreInRangeInNoZone() {
        assertThat(text("DateTime", LocalDateTime.of(1969, 12, 31, 12, 0))).isEqualTo("1969-12-31 12:00:00");
        assertRefused("DateTime", LocalDateTime.of(1969, 12, 31, 11, 59, 59), "outside");
        assertRefused("DateTime", LocalDateTime.of(1950, 1, 1, 0, 0), "outside");
        assertRefused("DateTime", LocalDateTime.of(2150, 1, 1, 0, 0), "outside");
        assertRefused("DateTime64(6)", LocalDateTime.of(1899, 12, 31, 23, 59, 59), "outside");
        assertRefused("DateTime64(6)", LocalDateTime.of(2300, 1, 1, 0, 0), "outside");
    }

    @Test
    void knowsZonesThatOlderJdksKnowByOffsetAlone() {
        Instant moment = Instant.parse("1960-01-01T12:00:00Z");
        assertThat(text("DateTime64(0, 'EST')", moment)).isEqualTo("1960-01-01 07:00:00");
        assertThat(text("DateTime64(0, 'Fixed/UTC+05:30:00')", moment)).isEqualTo("1960-01-01 17:30:00");
    }

    @Test
    void refusesMomentsWhoseWallTimeAServerTakesForAnEarlierOne() {
        assertThat(text("DateTime64(3, 'America/New_York')", Instant.parse("1969-10-26T05:30:00Z")))
                .isEqualTo("1969-10-26 01:30:00.000");
        assertRefused("DateTime64(3, 'America/New_York')", Instant.parse("1969-10-26T06:30:00Z"), "the later of two");
        assertThat(text("DateTime64(3, 'America/New_York')", Instant.parse("1970-10-25T06:30:00Z")))
                .isEqualTo("0025684200.000");
    }

    @Test
    void refusesWallTimesThatClocksSkip() {
        assertThat(text("DateTime('Europe/Oslo')", LocalDateTime.of(2024, 10, 27, 2, 30)))
                .isEqualTo("2024-10-27 02:30:00");
        assertRefused("DateTime('Europe/Oslo')", LocalDateTime.of(2024, 3, 31, 2, 30), "does not exist");
        assertRefused("DateTime64(3, 'Europe/Oslo')", LocalDateTime.of(2024, 3, 31, 2, 30), "does not exist");
    }

    @Test
    void refusesValuesThatTheTypeDoesNotTake() {
        assertRefused("String", 1, "String takes no java.lang.Integer");
        assertRefused("UUID", 1, "UUID takes no");
        assertRefused("FixedString(2)", "\u00e9\u00e9", "4 bytes");
        assertRefused("Array(UInt8)", new byte[1], "short[]");
        assertRefused("Array(UInt8)", 1, "Array takes no");
        assertRefused("Map(String, String)", List.of(), "takes no");
        assertRefused("Tuple(UInt8, UInt8)", List.of(1), "1 elements, the tuple 2");
        assertRefused("Tuple(UInt8)", List.of(1, 2), "more elements");
        assertRefused("Nothing", 1, "NULL");
    }

    @Test
    void writesNamesOfEnumConstantsAndIdentifiers() {
        assertThat(text("Enum8('NEW' = 1)", Thread.State.NEW)).isEqualTo("NEW");
        assertThat(text("String", Thread.State.NEW)).isEqualTo("NEW");
        assertThat(text("Identifier", "my table")).isEqualTo("my table");
        assertThat(text("UUID", new UUID(1, 2))).isEqualTo("00000000-0000-0001-0000-000000000002");
    }

    @Test
    void writesElementsOfAnyCollection() {
        assertThat(text("Array(UInt8)", new ArrayList<>(List.of(1, 2)))).isEqualTo("[1,2]");
        assertThat(text("Array(UInt8)", new Object[] {1, "2"})).isEqualTo("[1,2]");
    }

    private static String text(String type, @Nullable Object value) {
        return ParameterText.of(ClickHouseType.parse(type), value);
    }

    private static void assertRefused(String type, @Nullable Object value, String why) {
        assertThatThrownBy(() -> text(type, value))
                .as("%s of %s", value, type)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
