package io.peristyle.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    private final FloatText text = new FloatText();

    @Test
    void isPlainFromAMillionthToBelowASextillion() {
        assertThat(of(1e-6)).isEqualTo("0.000001");
        assertThat(of(1e-7)).isEqualTo("1e-7");
        assertThat(of(Math.scalb(1.0, 67))).isEqualTo("147573952589676410000");
        assertThat(of(1e21)).isEqualTo("1e21");
        assertThat(of(-1.5e-7)).isEqualTo("-1.5e-7");
    }

    @Test
    void hasTheShortestDigits() {
        assertThat(of(Double.parseDouble("2e23"))).isEqualTo("2e23");
        assertThat(of(2.0e-3)).isEqualTo("0.002");
        assertThat(of(Double.MIN_VALUE)).isEqualTo("5e-324");
        assertThat(of(Double.MAX_VALUE)).isEqualTo("1.7976931348623157e308");
        assertThat(of(0.1f)).isEqualTo("0.1");
        assertThat(of(Float.MIN_VALUE)).isEqualTo("1e-45");
    }

    @Test
    void namesWhatIsNoNumber() {
        assertThat(of(Double.NaN)).isEqualTo("nan");
        assertThat(of(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
        assertThat(of(-0.0)).isEqualTo("-0");
        assertThat(of(Float.POSITIVE_INFINITY)).isEqualTo("inf");
    }

    @Test
    void readsBackAsTheSameNumber() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(of(value))).as("seed %d", seed).isEqualTo(value);
            }
        }
    }

    private String of(double value) {
        TextBuffer out = new TextBuffer(8);
        text.write(out, value);
        return out.toString();
    }

    private String of(float value) {
        TextBuffer out = new TextBuffer(8);
        text.write(out, value);
        return out.toString();
    }
}
