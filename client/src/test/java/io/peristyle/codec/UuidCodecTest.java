package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidCodecTest extends LeafCodecContract {
    UuidCodecTest() {
        super(
                "UUID",
                List.of(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), new UUID(0, 0)),
                "7766554433221100 ffeeddccbbaa9988 0000000000000000 0000000000000000");
    }

    @Test
    void takesItsText() {
        String text = "00112233-4455-6677-8899-AABBCCDDEEFF";
        assertThat(stored(codec(), text)).isEqualTo(UUID.fromString(text));
        for (String other :
                List.of("1-1-1-1-1", "", "0011223-34455-6677-8899-aabbccddeeff", text + "0", "g".repeat(36))) {
            assertThat(refusal(codec(), other)).contains("36 characters");
        }
        assertThat(converted(codec(), text, String.class)).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    }
}
