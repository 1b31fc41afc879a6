package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.hexOf;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BFloat16CodecTest extends LeafCodecContract {
    BFloat16CodecTest() {
        super("BFloat16", List.of(1.5f, -0f, Float.NEGATIVE_INFINITY), "c03f 0080 80ff");
    }

    @Test
    void takesWhatItHoldsExactly() {
        for (Object value : List.of(2L, 2, 2.0, 2f, new BigDecimal("2.0"))) {
            assertThat(stored(codec(), value)).isEqualTo(2f);
        }
        assertThat(refusal(codec(), 0.1f)).contains("round it");
        assertThat(refusal(codec(), 0.1)).contains("round it");
        assertThat(refusal(codec(), 257)).contains("round it");
        assertThat(refusal(codec(), 1e300)).contains("exponent");
        assertThat(refusal(codec(), "1")).contains("java.lang.String");
    }

    @Test
    void keepsNotANumber() {
        assertThat(stored(codec(), Double.NaN)).isEqualTo(Float.NaN);
        float lowPayload = Float.intBitsToFloat(0x7f800001);
        assertThat(hexOf(codec(), Codecs.column(codec(), lowPayload))).isEqualTo("c07f");
    }

    @Test
    void convertsToOtherNumbers() {
        assertThat(converted(codec(), 2, long.class)).isEqualTo(2L);
        assertThat(converted(codec(), 1.5, double.class)).isEqualTo(1.5);
        assertThat(converted(codec(), 1.5, BigDecimal.class)).isEqualTo(new BigDecimal("1.5"));
    }
}
