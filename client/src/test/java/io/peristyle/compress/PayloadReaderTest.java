package io.peristyle.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What gzip and ZSTD have in common where a stream is compressed as a whole. */
final class PayloadReaderTest {
    private static final int LARGEST_PIECE = 64 << 10;

    enum Coding {
        GZIP {
            @Override
            PayloadReader reader(ByteBufAllocator allocator) {
                return PayloadReader.gzip(allocator);
            }

            @Override
            OutputStream compress(OutputStream out) throws IOException {
                return new GZIPOutputStream(out);
            }
        },
        ZSTD {
            @Override
            PayloadReader reader(ByteBufAllocator allocator) {
                return PayloadReader.zstd(allocator);
            }

            @Override
            OutputStream compress(OutputStream out) throws IOException {
                return new ZstdOutputStream(out).setChecksum(true);
            }
        };

        abstract PayloadReader reader(ByteBufAllocator allocator);

        abstract OutputStream compress(OutputStream out) throws IOException;

        byte[] of(byte[] payload) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = compress(bytes)) {
                out.write(payload);
            }
            return bytes.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamCutAnywhereYieldsTheSamePayload(Coding coding) throws IOException {
        byte[] payload = Frames.mixed(700_000, 3);
        byte[] stream = coding.of(payload);

        assertThat(readInPieces(coding, stream, new Random(1), stream.length)).isEqualTo(payload);
        assertThat(readInPieces(coding, stream, new Random(2), 5000)).isEqualTo(payload);
        assertThat(readInPieces(coding, coding.of(Frames.mixed(3000, 4)), new Random(3), 1))
                .isEqualTo(Frames.mixed(3000, 4));
    }

    @ParameterizedTest
    @EnumSource
    void streamsOneBehindAnotherAreOne(Coding coding) throws IOException {
        byte[] both = Frames.concat(coding.of(new byte[] {1, 2}), coding.of(new byte[0]), coding.of(new byte[] {3}));

        assertThat(readInPieces(coding, both, new Random(1), both.length)).containsExactly(1, 2, 3);
        assertThat(readInPieces(coding, both, new Random(1), 1)).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @EnumSource
    void isUnfinishedAtEachByteButTheLast(Coding coding) throws IOException {
        byte[] stream = coding.of(Frames.mixed(100, 5));
        PayloadReader reader = coding.reader(UnpooledByteBufAllocator.DEFAULT);
        assertThat(reader.isMidFrame()).isFalse();
        for (int at = 0; at < stream.length; at++) {
            drain(reader, Arrays.copyOfRange(stream, at, at + 1), at % 2 == 0, new ByteArrayOutputStream());
            assertThat(reader.isMidFrame()).as("behind byte %s", at).isEqualTo(at < stream.length - 1);
        }
        reader.release();
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedBitEndsInAMalformedDataExceptionOrLeavesItUnfinished(Coding coding) throws IOException {
        byte[] payload = Frames.mixed(300, 9);
        byte[] stream = coding.of(payload);
        for (int bit = 0; bit < stream.length * Byte.SIZE; bit++) {
            byte[] damaged = stream.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            PayloadReader reader = coding.reader(UnpooledByteBufAllocator.DEFAULT);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                drain(reader, damaged, true, out);
                // Nobody heeds some bits of a header, such as those of its time.
                assertThat(reader.isMidFrame() || Arrays.equals(out.toByteArray(), payload))
                        .as("bit %s", bit)
                        .isTrue();
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).isNotBlank();
            } finally {
                reader.release();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatUnfoldsToMuchComesInBoundedPieces(Coding coding) throws IOException {
        int size = 100 << 20;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = coding.compress(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int written = 0; written < size; written += zeros.length) {
                out.write(zeros);
            }
        }
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
        PayloadReader reader = coding.reader(allocator);
        ByteBuf in = Frames.buffer(bytes.toByteArray(), true);
        long total = 0;
        for (ByteBuf piece = reader.read(in); piece != null; piece = reader.read(in)) {
            assertThat(piece.readableBytes()).isPositive().isLessThanOrEqualTo(LARGEST_PIECE);
            total += piece.readableBytes();
        }
        assertThat(total).isEqualTo(size);
        assertThat(reader.isMidFrame()).isFalse();
        assertThat(allocator.metric().usedDirectMemory()).isLessThanOrEqualTo(2 * LARGEST_PIECE);
        reader.release();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
        in.release();
    }

    @ParameterizedTest
    @EnumSource
    void mayBeUsedAgainAfterRelease(Coding coding) throws IOException {
        byte[] stream = coding.of(new byte[100]);
        PayloadReader reader = coding.reader(UnpooledByteBufAllocator.DEFAULT);
        drain(reader, Arrays.copyOf(stream, stream.length - 3), true, new ByteArrayOutputStream());
        reader.release();
        assertThat(reader.isMidFrame()).isFalse();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drain(reader, stream, true, out);
        assertThat(out.toByteArray()).isEqualTo(new byte[100]);
        reader.release();
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsSomethingElse(Coding coding) {
        PayloadReader reader = coding.reader(UnpooledByteBufAllocator.DEFAULT);
        assertThatThrownBy(() -> drain(
                        reader, "Code: 60, no".getBytes(StandardCharsets.US_ASCII), true, new ByteArrayOutputStream()))
                .isInstanceOf(MalformedDataException.class);
        reader.release();
    }

    @Test
    void takesTheOptionalPartsOfAGzipHeader() throws IOException {
        byte[] plain = Coding.GZIP.of(new byte[] {7, 8});
        byte[] header = WireText.bytes("1f8b08 1f 00000000 00 ff 0300 aabbcc 6e616d6500 00 1234");
        byte[] stream = Frames.concat(header, Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(readInPieces(Coding.GZIP, stream, new Random(1), stream.length))
                .containsExactly(7, 8);
        assertThat(readInPieces(Coding.GZIP, stream, new Random(1), 1)).containsExactly(7, 8);
    }

    @Test
    void takesNoZstdThatLooksBackTooFar() {
        PayloadReader reader = PayloadReader.zstd(UnpooledByteBufAllocator.DEFAULT);
        assertThatThrownBy(
                        () -> drain(reader, WireText.bytes("28b52ffd 00 70 000000"), true, new ByteArrayOutputStream()))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("look back");
        reader.release();
        assertThatThrownBy(() ->
                        drain(reader, WireText.bytes("28b52ffd a0 00000001 000000"), true, new ByteArrayOutputStream()))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("look back");
        reader.release();
    }

    @Test
    void takesZstdOfAKnownSize() {
        byte[] payload = Frames.mixed(5000, 1);
        assertThat(readInPieces(Coding.ZSTD, Zstd.compress(payload), new Random(1), 3))
                .isEqualTo(payload);
    }

    private static byte[] readInPieces(Coding coding, byte[] stream, Random random, int largest) {
        PayloadReader reader = coding.reader(UnpooledByteBufAllocator.DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(largest));
            drain(reader, Arrays.copyOfRange(stream, at, end), random.nextBoolean(), out);
            at = end;
        }
        assertThat(reader.isMidFrame()).isFalse();
        reader.release();
        return out.toByteArray();
    }

    private static void drain(PayloadReader reader, byte[] bytes, boolean direct, ByteArrayOutputStream out) {
        ByteBuf in = Frames.buffer(bytes, direct);
        try {
            for (ByteBuf piece = reader.read(in); piece != null; piece = reader.read(in)) {
                out.writeBytes(WireText.bytes(piece));
            }
            assertThat(in.isReadable()).isFalse();
        } finally {
            in.release();
        }
    }
}
