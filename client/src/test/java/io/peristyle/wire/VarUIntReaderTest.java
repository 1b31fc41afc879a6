package io.peristyle.wire;

import static io.peristyle.wire.WireText.buffer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class VarUIntReaderTest {
    private final VarUIntReader reader = new VarUIntReader();

    @Test
    void goesOnWhereTheBufferEnded() {
        assertThat(reader.read(buffer("d8"))).isFalse();
        assertThat(reader.read(Unpooled.EMPTY_BUFFER)).isFalse();
        assertThat(reader.read(buffer("a9"))).isFalse();
        assertThat(reader.read(buffer("03"))).isTrue();
        assertThat(reader.value()).isEqualTo(54_488);
    }

    @Test
    void readsOneNumberAfterTheOther() {
        ByteBuf bytes = buffer("00 7f ac02 ffffffffffffffffff01");
        long[] values = new long[4];
        for (int i = 0; i < values.length; i++) {
            assertThat(reader.read(bytes)).isTrue();
            values[i] = reader.value();
        }
        assertThat(values).containsExactly(0, 127, 300, -1);
        assertThat(bytes.isReadable()).isFalse();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> reader.read(buffer("ffffffffffffffffff02")))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> new VarUIntReader().read(buffer("ffffffffffffffffffff01")))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> new VarUIntReader().read(buffer("8000"))).isInstanceOf(MalformedDataException.class);
    }
}
