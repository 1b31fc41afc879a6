package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedStringCodecTest extends LeafCodecContract {
    FixedStringCodecTest() {
        super("FixedString(4)", List.of("ab\0\0", "\u03bbab", "\0\0\0\0"), "61620000 cebb6162 00000000");
    }

    @Test
    void takesTextAndBytesAndFillsThemUp() {
        assertThat(stored(codec(), "ab")).isEqualTo("ab\0\0");
        assertThat(stored(codec(), java.nio.CharBuffer.wrap("é"))).isEqualTo("é\0\0");
        assertThat(stored(codec(), new byte[] {1, 2, 3, 4})).isEqualTo("\u0001\u0002\u0003\u0004");
        assertThat(stored(codec(), java.time.temporal.ChronoUnit.DAYS)).isEqualTo("DAYS");
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2);
        assertThat(stored(codec(), buffer)).isEqualTo("\u0002\u0003\0\0");
        assertThat(buffer.remaining()).isEqualTo(2);
    }

    @Test
    void fillsUpWhatARefusedValueLeftBehind() {
        var builder = codec().builder(1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> builder.append("abcé")))
                .isNotNull();
        builder.appendDefault();
        builder.append("a");
        assertThat(Codecs.valuesOf(builder.build())).containsExactly("\0\0\0\0", "a\0\0\0");
    }

    @Test
    void refusesWhatIsLonger() {
        for (Object value : List.of("abcde", "abcé", new byte[5], ByteBuffer.allocate(5))) {
            assertThat(refusal(codec(), value)).contains("FixedString(4)").contains("at most 4 bytes");
        }
    }

    @Test
    void givesItsBytes() {
        assertThat(converted(codec(), "ab", byte[].class)).isEqualTo(new byte[] {'a', 'b', 0, 0});
        assertThat(converted(codec(), "ab", ByteBuffer.class)).isEqualTo(ByteBuffer.wrap(new byte[] {'a', 'b', 0, 0}));
        assertThat(converted(codec(), "ab", CharSequence.class)).isEqualTo("ab\0\0");
    }
}
