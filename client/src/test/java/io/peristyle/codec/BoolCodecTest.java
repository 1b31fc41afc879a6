package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoolCodecTest extends LeafCodecContract {
    BoolCodecTest() {
        super("Bool", List.of(true, false), "01 00");
    }

    @Test
    void takesTruthValuesAlone() {
        assertThat(stored(codec(), true)).isEqualTo(true);
        assertThat(refusal(codec(), 1)).contains("java.lang.Integer");
        assertThat(converted(codec(), true, boolean.class)).isEqualTo(true);
        assertThat(converted(codec(), true, String.class)).isEqualTo("true");
    }
}
