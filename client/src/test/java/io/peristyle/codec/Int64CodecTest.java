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

class Int64CodecTest extends LeafCodecContract {
    Int64CodecTest() {
        super(
                "Int64",
                List.of(-2L, 0L, Long.MIN_VALUE, Long.MAX_VALUE),
                "feffffffffffffff 0000000000000000 0000000000000080 ffffffffffffff7f");
    }

    @Test
    void takesEveryNumberThatFits() {
        for (Object value : List.of(
                Long.MAX_VALUE, new BigInteger("9223372036854775807"), new BigDecimal("9223372036854775807.00"))) {
            assertThat(stored(codec(), value)).isEqualTo(Long.MAX_VALUE);
        }
        assertThat(stored(codec(), (byte) 5)).isEqualTo(stored(codec(), 5L));
        assertThat(stored(codec(), (short) 5)).isEqualTo(stored(codec(), 5));
        assertThat(stored(codec(), 5.0)).isEqualTo(stored(codec(), 5f));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (Object value : List.of(
                new BigInteger("-9223372036854775809"), 0x1p63, new BigInteger("9").pow(99), 1.5, 1e300, Double.NaN)) {
            assertThat(refusal(codec(), value))
                    .contains("Int64 takes whole numbers from -9223372036854775808 to 9223372036854775807");
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
        assertThat(converted(codec(), Long.MAX_VALUE, BigInteger.class))
                .isEqualTo(new BigInteger("9223372036854775807"));
        assertThat(converted(codec(), Long.MIN_VALUE, BigDecimal.class))
                .isEqualTo(new BigDecimal("-9223372036854775808"));
        assertThat(converted(codec(), 100, CharSequence.class)).isEqualTo("100");
        assertThat(converted(codec(), 100, Number.class)).isEqualTo(stored(codec(), 100));
        assertThat(converted(codec(), 100, Comparable.class)).isEqualTo(stored(codec(), 100));
    }

    @Test
    void neverWraps() {
        assertThat(misfit(codec(), 2147483648L, int.class)).contains("row 0").contains("Int64");
        assertThat(misfit(codec(), 9007199254740993L, double.class))
                .contains("row 0")
                .contains("Int64");
    }

    @Test
    void wrapsAnArray() {
        long[] values = {1, 2};
        Column column = Codecs.wrapped(codec(), values);
        assertThat(((LongColumn) column).values()).isSameAs(values);
        assertThat(codec().wrap("no array")).isNull();
    }
}
