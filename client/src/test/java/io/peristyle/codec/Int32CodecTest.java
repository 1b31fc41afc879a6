package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.IntColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class Int32CodecTest extends LeafCodecContract {
    Int32CodecTest() {
        super("Int32", List.of(-2, 0, Integer.MIN_VALUE, Integer.MAX_VALUE), "feffffff 00000000 00000080 ffffff7f");
    }

    @Test
    void takesEveryNumberThatFits() {
        for (Object value : List.of(Integer.MAX_VALUE, new BigInteger("2147483647"), new BigDecimal("2147483647.00"))) {
            assertThat(stored(codec(), value)).isEqualTo(Integer.MAX_VALUE);
        }
        assertThat(stored(codec(), (byte) 5)).isEqualTo(stored(codec(), 5L));
        assertThat(stored(codec(), (short) 5)).isEqualTo(stored(codec(), 5));
        assertThat(stored(codec(), 5.0)).isEqualTo(stored(codec(), 5f));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (Object value : List.of(-2147483649L, 2147483648L, new BigInteger("9").pow(99), 1.5, 1e300, Double.NaN)) {
            assertThat(refusal(codec(), value)).contains("Int32 takes whole numbers from -2147483648 to 2147483647");
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
        assertThat(converted(codec(), Integer.MAX_VALUE, BigInteger.class)).isEqualTo(new BigInteger("2147483647"));
        assertThat(converted(codec(), Integer.MIN_VALUE, BigDecimal.class)).isEqualTo(new BigDecimal("-2147483648"));
        assertThat(converted(codec(), 100, CharSequence.class)).isEqualTo("100");
        assertThat(converted(codec(), 100, Number.class)).isEqualTo(stored(codec(), 100));
        assertThat(converted(codec(), 100, Comparable.class)).isEqualTo(stored(codec(), 100));
    }

    @Test
    void neverWraps() {
        assertThat(misfit(codec(), 32768, short.class)).contains("row 0").contains("Int32");
        assertThat(misfit(codec(), 16777217, float.class)).contains("row 0").contains("Int32");
    }

    @Test
    void wrapsAnArray() {
        int[] values = {1, 2};
        Column column = Codecs.wrapped(codec(), values);
        assertThat(((IntColumn) column).values()).isSameAs(values);
        assertThat(codec().wrap("no array")).isNull();
    }
}
