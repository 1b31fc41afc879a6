package io.peristyle.codec;

import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class Date32CodecTest extends LeafCodecContract {
    Date32CodecTest() {
        super(
                "Date32",
                List.of(LocalDate.of(1900, 1, 1), LocalDate.EPOCH, LocalDate.of(2299, 12, 31)),
                "219cffff 00000000 d1d60100");
    }

    @Test
    void takesDaysOfFourCenturies() {
        assertThat(stored(codec(), "1900-01-01")).isEqualTo(LocalDate.of(1900, 1, 1));
        assertThat(refusal(codec(), LocalDate.of(1899, 12, 31))).contains("1900-01-01 to 2299-12-31");
        assertThat(refusal(codec(), LocalDate.of(2300, 1, 1))).contains("outside");
    }
}
