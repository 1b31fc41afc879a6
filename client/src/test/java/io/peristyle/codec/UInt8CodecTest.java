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

class UInt8CodecTest extends LeafCodecContract {
    UInt8CodecTest() {
        super("UInt8", List.of((short) 254, (short) 0, (short) 255), "fe 00 ff");
    }

    @Test
    void takesEveryNumberThatFits() {
        for (Object value : List.of((short) 255, new BigInteger("255"), new BigDecimal("255.00"))) {
            assertThat(stored(codec(), value)).isEqualTo((short) 255);
        }
        assertThat(stored(codec(), (byte) 5)).isEqualTo(stored(codec(), 5L));
        assertThat(stored(codec(), (short) 5)).isEqualTo(stored(codec(), 5));
        assertThat(stored(codec(), 5.0)).isEqualTo(stored(codec(), 5f));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (Object value : List.of(-1, 256, new BigInteger("9").pow(99), 1.5, 1e300, Double.NaN)) {
            assertThat(refusal(codec(), value)).contains("UInt8 takes whole numbers from 0 to 255");
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
        assertThat(converted(codec(), (short) 255, BigInteger.class)).isEqualTo(new BigInteger("255"));
        assertThat(converted(codec(), (short) 0, BigDecimal.class)).isEqualTo(new BigDecimal("0"));
        assertThat(converted(codec(), 100, CharSequence.class)).isEqualTo("100");
        assertThat(converted(codec(), 100, Number.class)).isEqualTo(stored(codec(), 100));
        assertThat(converted(codec(), 100, Comparable.class)).isEqualTo(stored(codec(), 100));
    }

    @Test
    void takesAndGivesTruthValues() {
        assertThat(stored(codec(), true)).isEqualTo((short) 1);
        assertThat(converted(codec(), 0, boolean.class)).isEqualTo(false);
        assertThat(misfit(codec(), 2, Boolean.class)).contains("UInt8");
    }

    @Test
    void neverWraps() {
        assertThat(misfit(codec(), 128, byte.class)).contains("row 0").contains("UInt8");
    }
}
