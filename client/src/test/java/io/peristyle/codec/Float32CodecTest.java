package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Column;
import io.peristyle.column.FloatColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class Float32CodecTest extends LeafCodecContract {
    Float32CodecTest() {
        super(
                "Float32",
                List.of(1.5f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE),
                "0000c03f 00000080 0000c07f 000080ff 01000000");
    }

    @Test
    void takesNumbersThatFitExactly() {
        assertThat(stored(codec(), 0.5)).isEqualTo(0.5f);
        assertThat(stored(codec(), Double.NaN)).isEqualTo(Float.NaN);
        assertThat(stored(codec(), 1 << 24)).isEqualTo(16_777_216f);
        assertThat(stored(codec(), BigInteger.TWO.pow(100))).isEqualTo(0x1p100f);
        assertThat(stored(codec(), new BigDecimal("0.1"))).isEqualTo(0.1f);
        assertThat(refusal(codec(), new BigDecimal("0.10000000149"))).contains("Float32");
        assertThat(refusal(codec(), new BigDecimal("1e40"))).contains("Float32");
        assertThat(refusal(codec(), 0.1)).contains("cast it to float");
        assertThat(refusal(codec(), 1e300)).contains("Float32");
        assertThat(refusal(codec(), (1 << 24) + 1)).contains("Float32");
        assertThat(refusal(codec(), "1")).contains("java.lang.String");
    }

    @Test
    void convertsToNumbersThatHoldTheValue() {
        assertThat(converted(codec(), 0.1f, double.class)).isEqualTo((double) 0.1f);
        assertThat(converted(codec(), 0.1f, BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
        assertThat(converted(codec(), 3f, long.class)).isEqualTo(3L);
        assertThat(misfit(codec(), 0.5f, int.class)).contains("Float32");
        assertThat(misfit(codec(), Float.NaN, BigDecimal.class)).contains("Float32");
    }

    @Test
    void wrapsAnArray() {
        float[] values = {1, 2};
        Column column = Codecs.wrapped(codec(), values);
        assertThat(((FloatColumn) column).values()).isSameAs(values);
    }
}
