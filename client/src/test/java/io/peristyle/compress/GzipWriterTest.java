package io.peristyle.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.peristyle.wire.WireText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class GzipWriterTest {
    @Test
    void writesWhatOthersRead() throws IOException {
        byte[] payload = Frames.mixed(300_000, 2);
        for (boolean direct : new boolean[] {true, false}) {
            ByteBuf out = direct ? Unpooled.directBuffer() : Unpooled.buffer();
            try (PayloadWriter writer = PayloadWriter.gzip(0)) {
                for (int at = 0; at < payload.length; at += 70_000) {
                    ByteBuf piece = Frames.buffer(
                            Arrays.copyOfRange(payload, at, Math.min(payload.length, at + 70_000)), direct);
                    writer.write(piece, out);
                    assertThat(piece.isReadable()).isFalse();
                    piece.release();
                }
                writer.end(out);
            }
            assertThat(new GZIPInputStream(new ByteBufInputStream(out)).readAllBytes())
                    .isEqualTo(payload);
            out.release();
        }
    }

    @Test
    void isAnotherPayloadBehindTheEnd() throws IOException {
        ByteBuf first = Unpooled.buffer();
        ByteBuf second = Unpooled.buffer();
        try (PayloadWriter writer = PayloadWriter.gzip(9)) {
            writer.write(Unpooled.wrappedBuffer(new byte[] {1, 2}), first);
            writer.end(first);
            writer.end(second);
        }
        assertThat(new GZIPInputStream(new ByteArrayInputStream(WireText.bytes(first))).readAllBytes())
                .containsExactly(1, 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(WireText.bytes(second))).readAllBytes())
                .isEmpty();
    }

    @Test
    void holdsNothingBackOfWhatWasWritten() {
        PayloadReader reader = PayloadReader.gzip(Unpooled.EMPTY_BUFFER.alloc());
        try (PayloadWriter writer = PayloadWriter.gzip(0)) {
            for (byte value = 1; value < 5; value++) {
                ByteBuf out = Unpooled.buffer();
                writer.write(Unpooled.wrappedBuffer(new byte[] {value}), out);
                assertThat(WireText.bytes(Objects.requireNonNull(reader.read(out))))
                        .containsExactly(value);
            }
        } finally {
            reader.release();
        }
    }
}
