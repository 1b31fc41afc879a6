package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class Int8CodecTest extends LeafCodecContract {
    Int8CodecTest() {
        super("Int8", List.of((byte) -2, (byte) 0, Byte.MIN_VALUE, Byte.MAX_VALUE), "fe 00 80 7f");
    }

    @Test
    void takesEveryNumberThatFits() {
        for (Object value : List.of(Byte.MAX_VALUE, new BigInteger("127"), new BigDecimal("127.00"))) {
            assertThat(stored(codec(), value)).isEqualTo(Byte.MAX_VALUE);
        }
        assertThat(stored(codec(), (byte) 5)).isEqualTo(stored(codec(), 5L));
        assertThat(stored(codec(), (short) 5)).isEqualTo(stored(codec(), 5));
        assertThat(stored(codec(), 5.0)).isEqualTo(stored(codec(), 5f));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (Object value : List.of(-129, 128, new BigInteger("9").pow(99), 1.5, 1e300, Double.NaN)) {
            assertThat(refusal(codec(), value)).contains("Int8 takes whole numbers from -128 to 127");
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
        assertThat(converted(codec(), Byte.MAX_VALUE, BigInteger.class)).isEqualTo(new BigInteger("127"));
        assertThat(converted(codec(), Byte.MIN_VALUE, BigDecimal.class)).isEqualTo(new BigDecimal("-128"));
        assertThat(converted(codec(), 100, CharSequence.class)).isEqualTo("100");
        assertThat(converted(codec(), 100, Number.class)).isEqualTo(stored(codec(), 100));
        assertThat(converted(codec(), 100, Comparable.class)).isEqualTo(stored(codec(), 100));
    }

    @Test
    void wrapsAnArray() {
        byte[] values = {1, 2};
        Column column = Codecs.wrapped(codec(), values);
        assertThat(((ByteColumn) column).values()).isSameAs(values);
        assertThat(codec().wrap("no array")).isNull();
    }
}
