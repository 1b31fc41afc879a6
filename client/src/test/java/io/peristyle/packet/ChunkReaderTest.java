package io.peristyle.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireText;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {
    private static final String TWO_PACKETS = "01000000 04 00000000 | 02000000 aabb 01000000 cc 00000000";

    private final ChunkReader reader = new ChunkReader();

    @Test
    void writesAPacketAsOneChunk() {
        ByteBuf out = Unpooled.buffer();
        int start = ChunkWriter.begin(out);
        ClientSignal.PING.encode(out, 54_488);
        ChunkWriter.end(out, start);
        assertThat(WireText.bytes(out)).isEqualTo(WireText.bytes("01000000 04 00000000"));
    }

    @Test
    void yieldsPacketsWithoutTheirFraming() {
        assertThat(read(WireText.buffer(TWO_PACKETS))).isEqualTo(" 04; aabb cc;");
        assertThat(reader.isMidPacket()).isFalse();
    }

    @Test
    void goesOnWhereTheBufferEnded() {
        StringBuilder read = new StringBuilder();
        for (byte next : WireText.bytes(TWO_PACKETS)) {
            read.append(read(Unpooled.wrappedBuffer(new byte[] {next})));
        }
        assertThat(read).hasToString(" 04; aa bb cc;");
    }

    @Test
    void knowsWhetherAPacketHasBegun() {
        read(WireText.buffer("01"));
        assertThat(reader.isMidPacket()).isTrue();
        read(WireText.buffer("000000 04"));
        assertThat(reader.isMidPacket()).isTrue();
        read(WireText.buffer("00000000"));
        assertThat(reader.isMidPacket()).isFalse();
    }

    @Test
    void refusesChunksThatNoServerSends() {
        assertThatThrownBy(() -> reader.read(WireText.buffer("ffffffff")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("4294967295");
        assertThatThrownBy(() -> new ChunkReader().read(WireText.buffer("01000040")))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void refusesTheEndOfAPacketThatDidNotBegin() {
        assertThatThrownBy(() -> reader.read(WireText.buffer("00000000"))).isInstanceOf(MalformedDataException.class);
    }

    /** Slices in hexadecimal with a space before each, packets ended by a semicolon. */
    private String read(ByteBuf in) {
        StringBuilder read = new StringBuilder();
        while (true) {
            switch (reader.read(in)) {
                case PAYLOAD -> read.append(' ').append(HexFormat.of().formatHex(WireText.bytes(reader.payload())));
                case PACKET_END -> read.append(';');
                case NEEDS_BYTES -> {
                    return read.toString();
                }
            }
        }
    }
}
