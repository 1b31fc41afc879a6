package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class UInt16CodecTest extends LeafCodecContract {
    UInt16CodecTest() {
        super("UInt16", List.of(65534, 0, 65535), "feff 0000 ffff");
    }

    @Test
    void takesEveryNumberThatFits() {
        for (Object value : List.of(65535, new BigInteger("65535"), new BigDecimal("65535.00"))) {
            assertThat(stored(codec(), value)).isEqualTo(65535);
        }
        assertThat(stored(codec(), (byte) 5)).isEqualTo(stored(codec(), 5L));
        assertThat(stored(codec(), (short) 5)).isEqualTo(stored(codec(), 5));
        assertThat(stored(codec(), 5.0)).isEqualTo(stored(codec(), 5f));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (Object value : List.of(-1, 65536, new BigInteger("9").pow(99), 1.5, 1e300, Double.NaN)) {
            assertThat(refusal(codec(), value)).contains("UInt16 takes whole numbers from 0 to 65535");
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
        assertThat(converted(codec(), 65535, BigInteger.class)).isEqualTo(new BigInteger("65535"));
        assertThat(converted(codec(), 0, BigDecimal.class)).isEqualTo(new BigDecimal("0"));
        assertThat(converted(codec(), 100, CharSequence.class)).isEqualTo("100");
        assertThat(converted(codec(), 100, Number.class)).isEqualTo(stored(codec(), 100));
        assertThat(converted(codec(), 100, Comparable.class)).isEqualTo(stored(codec(), 100));
    }

    @Test
    void neverWraps() {
        assertThat(misfit(codec(), 32768, short.class)).contains("row 0").contains("UInt16");
    }
}
