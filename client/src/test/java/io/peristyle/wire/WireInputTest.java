package io.peristyle.wire;

import static io.peristyle.wire.WireText.buffer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireInputTest {
    private static final List<Long> EDGES =
            List.of(0L, 1L, 127L, 128L, 300L, 16_383L, 16_384L, (1L << 35) - 1, Long.MAX_VALUE, Long.MIN_VALUE, -1L);

    @Test
    void readsEveryVarUIntThatIsWritten() {
        for (long value : EDGES) {
            ByteBuf bytes = Unpooled.buffer();
            WireOutput.writeVarUInt(bytes, value);
            assertThat(bytes.readableBytes()).isEqualTo(WireOutput.varUIntBytes(value));
            assertThat(WireInput.readVarUInt(bytes)).isEqualTo(value);
            assertThat(bytes.isReadable()).isFalse();
        }
    }

    @Test
    void writesVarUIntsLowBitsFirst() {
        ByteBuf bytes = Unpooled.buffer();
        WireOutput.writeVarUInt(bytes, 54_488);
        assertThat(bytes).isEqualTo(buffer("d8a903"));
    }

    @Test
    void refusesAVarUIntOverSixtyFourBits() {
        assertThatThrownBy(() -> WireInput.readVarUInt(buffer("ffffffffffffffffff02")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("64 bits");
    }

    @Test
    void refusesAVarUIntOverTenBytes() {
        assertThatThrownBy(() -> WireInput.readVarUInt(buffer("ffffffffffffffffffff01")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("10 bytes");
    }

    @Test
    void refusesAVarUIntLongerThanNeeded() {
        assertThatThrownBy(() -> WireInput.readVarUInt(buffer("8000")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("superfluous");
    }

    @Test
    void asksForMoreWhenAStringIsCutAnywhere() {
        ByteBuf bytes = buffer("05 \"abcde\"");
        for (int end = 0; end < bytes.readableBytes(); end++) {
            ByteBuf prefix = bytes.slice(0, end);
            assertThatThrownBy(() -> WireInput.readString(prefix, 10, "a word")).isSameAs(IncompleteException.INSTANCE);
        }
        assertThat(WireInput.readString(bytes, 10, "a word")).isEqualTo("abcde");
    }

    @Test
    void refusesALongStringBeforeItsBytesArrive() {
        assertThatThrownBy(() -> WireInput.readString(buffer("ffffffffffffffffff01"), 10, "a word"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("a word of 18446744073709551615 is over the limit of 10");
    }

    @Test
    void takesTextOutsideUtf8() {
        assertThat(WireInput.readString(buffer("02 ff41"), 10, "a word")).isEqualTo("\ufffdA");
    }

    @Test
    void writesTextAsUtf8() {
        ByteBuf bytes = Unpooled.buffer();
        WireOutput.writeString(bytes, "Ærø \uD83D\uDE00 \uD83D");
        assertThat(bytes.readableBytes()).isEqualTo(WireOutput.stringBytes("Ærø \uD83D\uDE00 \uD83D"));
        assertThat(WireInput.readString(bytes, 100, "a word")).isEqualTo("Ærø \uD83D\uDE00 ?");
    }

    @Test
    void countsThatDoNotFitBecomeTheLargest() {
        assertThat(WireInput.readCount(buffer("ffffffffffffffffff01"))).isEqualTo(Long.MAX_VALUE);
    }
}
