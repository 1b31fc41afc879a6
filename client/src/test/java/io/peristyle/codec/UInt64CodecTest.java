package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.LongColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class UInt64CodecTest extends LeafCodecContract {
    UInt64CodecTest() {
        super(
                "UInt64",
                List.of(
                        BigInteger.TWO,
                        BigInteger.ZERO,
                        BigInteger.TWO.pow(63),
                        BigInteger.TWO.pow(64).subtract(BigInteger.ONE)),
                "0200000000000000 0000000000000000 0000000000000080 ffffffffffffffff");
    }

    @Test
    void takesEveryNumberThatFits() {
        for (Object value : List.of(
                BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                new BigInteger("18446744073709551615"),
                new BigDecimal("18446744073709551615.00"))) {
            assertThat(stored(codec(), value)).isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        }
        assertThat(stored(codec(), new BigDecimal("0E+25"))).isEqualTo(BigInteger.ZERO);
        assertThat(stored(codec(), (byte) 5)).isEqualTo(stored(codec(), 5L));
        assertThat(stored(codec(), (short) 5)).isEqualTo(stored(codec(), 5));
        assertThat(stored(codec(), 5.0)).isEqualTo(stored(codec(), 5f));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (Object value : List.of(-1, 0x1p64, new BigInteger("9").pow(99), 1.5, 1e300, Double.NaN)) {
            assertThat(refusal(codec(), value)).contains("UInt64 takes whole numbers from 0 to 18446744073709551615");
        }
        assertThat(refusal(codec(), new BigDecimal("0.5"))).contains("fraction");
        assertThat(refusal(codec(), new BigDecimal("1E+1000000000"))).contains("outside");
        assertThat(refusal(codec(), "1")).contains("java.lang.String");
    }

    @Test
    void takesPrimitives() {
        ColumnBuilder builder = codec().builder(2);
        builder.appendLong(7);
        builder.appendDouble(8.0);
        Column column = builder.build();
        assertThat(column.longValue(0)).isEqualTo(7);
        assertThat(column.doubleValue(1)).isEqualTo(8.0);
        assertThat(column.stringValue(1)).isEqualTo("8");
    }

    @Test
    void convertsToNumbersThatHoldTheValue() {
        assertThat(converted(codec(), 100, long.class)).isEqualTo(100L);
        assertThat(converted(codec(), 100, Integer.class)).isEqualTo(100);
        assertThat(converted(codec(), 100, short.class)).isEqualTo((short) 100);
        assertThat(converted(codec(), 100, byte.class)).isEqualTo((byte) 100);
        assertThat(converted(codec(), 100, double.class)).isEqualTo(100.0);
        assertThat(converted(codec(), 100, Float.class)).isEqualTo(100f);
        assertThat(converted(codec(), BigInteger.TWO.pow(64).subtract(BigInteger.ONE), BigInteger.class))
                .isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(converted(codec(), BigInteger.ZERO, BigDecimal.class)).isEqualTo(new BigDecimal("0"));
        assertThat(converted(codec(), 100, CharSequence.class)).isEqualTo("100");
        assertThat(converted(codec(), 100, Number.class)).isEqualTo(stored(codec(), 100));
        assertThat(converted(codec(), 100, Comparable.class)).isEqualTo(stored(codec(), 100));
    }

    @Test
    void takesAndGivesDoublesAboveTheLongs() {
        assertThat(stored(codec(), 0x1p63)).isEqualTo(BigInteger.TWO.pow(63));
        assertThat(converted(codec(), BigInteger.TWO.pow(63), double.class)).isEqualTo(0x1p63);
        assertThat(misfit(codec(), BigInteger.TWO.pow(63).add(BigInteger.ONE), double.class))
                .contains("UInt64");
    }

    @Test
    void roundsToTheNearestDouble() {
        for (String value :
                List.of("9223372036854776833", "18446744073709551615", "9223372036854776832", "9223372036854777856")) {
            assertThat(Codecs.column(codec(), new BigInteger(value)).doubleValue(0))
                    .isEqualTo(new BigInteger(value).doubleValue());
        }
    }

    @Test
    void neverWraps() {
        assertThat(misfit(codec(), BigInteger.TWO.pow(63), long.class))
                .contains("row 0")
                .contains("2^63");
        assertThat(misfit(codec(), 2147483648L, int.class)).contains("row 0").contains("UInt64");
    }

    @Test
    void keepsAnArrayUnlessAValueIsNegative() {
        long[] values = {0, 1, Long.MAX_VALUE};
        assertThat(((LongColumn) Codecs.wrapped(codec(), values)).values()).isSameAs(values);
        assertThat(codec().wrap(new long[] {1, -1, 1})).isNull();
        assertThat(codec().wrap(new int[] {1})).isNull();
    }
}
