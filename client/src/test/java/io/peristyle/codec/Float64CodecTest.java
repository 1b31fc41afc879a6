package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class Float64CodecTest extends LeafCodecContract {
    Float64CodecTest() {
        super(
                "Float64",
                List.of(1.5, -0.0, Double.NaN, Double.POSITIVE_INFINITY),
                "000000000000f83f 0000000000000080 000000000000f87f 000000000000f07f");
    }

    @Test
    void takesNumbersThatFitExactly() {
        assertThat(stored(codec(), 0.1f)).isEqualTo((double) 0.1f);
        assertThat(stored(codec(), new BigDecimal("0.1"))).isEqualTo(0.1);
        assertThat(stored(codec(), 1L << 53)).isEqualTo(0x1p53);
        assertThat(stored(codec(), Long.MIN_VALUE)).isEqualTo(-0x1p63);
        assertThat(refusal(codec(), (1L << 53) + 1)).contains("Float64");
        assertThat(refusal(codec(), Long.MAX_VALUE)).contains("Float64");
        assertThat(refusal(codec(), new BigDecimal("0.1234567890123456789"))).contains("digits");
        assertThat(refusal(codec(), BigInteger.TEN.pow(400))).contains("exponent");
        assertThat(refusal(codec(), "1")).contains("java.lang.String");
    }

    @Test
    void convertsToNumbersThatHoldTheValue() {
        assertThat(converted(codec(), 0.5, float.class)).isEqualTo(0.5f);
        assertThat(converted(codec(), 0.1, BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
        assertThat(converted(codec(), 0x1p70, BigInteger.class)).isEqualTo(BigInteger.TWO.pow(70));
        assertThat(converted(codec(), -3.0, short.class)).isEqualTo((short) -3);
        assertThat(misfit(codec(), 0.1, float.class)).contains("float");
        assertThat(misfit(codec(), 0x1p63, long.class)).contains("Float64");
        assertThat(misfit(codec(), 128.0, byte.class)).contains("Float64");
        assertThat(misfit(codec(), 0.5, BigInteger.class)).contains("Float64");
    }

    @Test
    void wrapsAnArray() {
        double[] values = {1, 2};
        Column column = Codecs.wrapped(codec(), values);
        assertThat(((DoubleColumn) column).values()).isSameAs(values);
    }
}
