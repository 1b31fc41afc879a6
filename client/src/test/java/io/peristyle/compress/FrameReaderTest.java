package io.peristyle.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final int LIMIT = 4 << 20;
    private static final String EMPTY_BLOCK = "010002ffffffff0300000000";

    private final FrameReader reader = new FrameReader(UnpooledByteBufAllocator.DEFAULT, LIMIT);

    @AfterEach
    void giveMemoryBack() {
        reader.release();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f5ce0904baea69ef359c95e51a1b067e 02 15000000 0c000000 010002ffffffff0300000000",
                "2f52a1ea36f369c4298e958c545f01d8 82 16000000 0c000000 c0 010002ffffffff0300000000"
            })
    void readsTheFramesOfTheServer(String frame) {
        assertThat(readAll(WireText.bytes(frame), true)).isEqualTo(WireText.bytes(EMPTY_BLOCK));
        assertThat(readAll(WireText.bytes(frame), false)).isEqualTo(WireText.bytes(EMPTY_BLOCK));
    }

    @ParameterizedTest
    @EnumSource(CompressionMethod.class)
    void aStreamCutAnywhereYieldsTheSamePayload(CompressionMethod method) {
        byte[] payload = Frames.mixed(70_000, 3);
        byte[] stream = Frames.concat(
                Frames.of(method, payload), Frames.of(CompressionMethod.LZ4, new byte[5]), Frames.of(method, payload));
        byte[] expected = Frames.concat(payload, new byte[5], payload);

        assertThat(readAll(stream, true)).isEqualTo(expected);
        assertThat(readAll(stream, false)).isEqualTo(expected);
        assertThat(readInPieces(stream, new Random(2), 5000)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(CompressionMethod.class)
    void singleBytesYieldTheSamePayload(CompressionMethod method) {
        byte[] payload = Frames.mixed(1000, 3);
        byte[] stream = Frames.concat(Frames.of(method, payload), Frames.of(method, payload));
        assertThat(readInPieces(stream, new Random(1), 1)).isEqualTo(Frames.concat(payload, payload));
    }

    @Test
    void tellsWhetherAFrameHasBegun() {
        byte[] frame = Frames.of(CompressionMethod.LZ4, new byte[100]);
        assertThat(reader.isMidFrame()).isFalse();
        assertThat(reader.read(Unpooled.EMPTY_BUFFER)).isNull();
        assertThat(reader.isMidFrame()).isFalse();
        assertThat(reader.read(Unpooled.wrappedBuffer(frame, 0, 10))).isNull();
        assertThat(reader.isMidFrame()).isTrue();
        assertThat(reader.read(Unpooled.wrappedBuffer(frame, 10, frame.length - 10)))
                .isNotNull();
        assertThat(reader.isMidFrame()).isFalse();
    }

    @Test
    void readsAFrameWithoutPayload() {
        byte[] stored = Frames.withChecksum("02 09000000 00000000");
        byte[] lz4 = Frames.withChecksum("82 0a000000 00000000 00");
        byte[] full = Frames.of(CompressionMethod.NONE, new byte[] {7});
        assertThat(readAll(Frames.concat(stored, lz4, full), true)).containsExactly(7);
        assertThat(readAll(Frames.concat(stored, lz4, full), false)).containsExactly(7);
    }

    @Test
    void readsBodiesLargerThanTheirPayload() {
        byte[] noise = Frames.noise(341, 5);
        byte[] frame = Frames.of(CompressionMethod.LZ4, noise);
        assertThat(frame.length).isGreaterThan(Frame.BODY + noise.length);
        assertThat(readAll(frame, true)).isEqualTo(noise);
        assertThat(readAll(frame, false)).isEqualTo(noise);
    }

    @Test
    void readsTheHighestRatioThatLz4Reaches() {
        byte[] zeros = new byte[1 << 20];
        assertThat(readAll(Frames.of(CompressionMethod.LZ4, zeros), true)).isEqualTo(zeros);
    }

    @ParameterizedTest
    @EnumSource(CompressionMethod.class)
    void detectsEverySingleFlippedBit(CompressionMethod method) {
        byte[] frame = Frames.of(method, Frames.mixed(300, 9));
        for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
            byte[] damaged = frame.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertNothingIsRead(damaged, bit);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 8})
    void refusesACompressedSizeBelowTheHeader(int size) {
        assertMalformed(Frames.header(0x82, size, 10), "less than its header");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, LIMIT + 1})
    void refusesSizesOverTheLimitBeforeTheBytesArrive(int size) {
        assertMalformed(Frames.header(0x82, size, 10), "over the limit of " + LIMIT);
        assertMalformed(Frames.header(0x82, 100, size), "over the limit of " + LIMIT);
    }

    @Test
    void refusesWhatLz4CannotYield() {
        assertMalformed(Frames.withChecksum("82 0d000000 00002000 0f000000"), "more than LZ4 can yield");
    }

    @Test
    void refusesAZstdBodyOfAnotherSizeBeforeItTakesMemory() {
        byte[] frame = Frames.of(CompressionMethod.ZSTD, new byte[1000]);
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(Frame.UNCOMPRESSED_SIZE, LIMIT);
        assertMalformed(Frames.withChecksum(frame), "does not hold " + LIMIT + " bytes");
    }

    @Test
    void refusesWhatZstdCannotYieldWhateverItsOwnHeaderAnnounces() {
        byte[] frame = Frames.withChecksum("90 16000000 00001000 28b52ffd a0 00001000 030000 61");
        assertMalformed(frame, "more than ZSTD can yield");
    }

    @Test
    void readsTheHighestRatioThatZstdReaches() {
        byte[] zeros = new byte[1 << 20];
        assertThat(readAll(Frames.of(CompressionMethod.ZSTD, zeros), true)).isEqualTo(zeros);
    }

    @Test
    void refusesBodiesThatAreMalformedUnderAGoodChecksum() {
        assertMalformed(Frames.withChecksum("82 0d000000 10000000 0f000000"), "LZ4 body");
        assertMalformed(Frames.withChecksum("90 0d000000 10000000 0f000000"), "ZSTD body");
        assertMalformed(Frames.withChecksum("02 0d000000 10000000 0f000000"), "announces 16");
    }

    @Test
    void refusesALz4BodyThatYieldsLess() {
        byte[] frame = Frames.of(CompressionMethod.LZ4, new byte[1000]);
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(Frame.UNCOMPRESSED_SIZE, 1001);
        assertMalformed(Frames.withChecksum(frame), "yields 1000 bytes instead of 1001");
    }

    @ParameterizedTest
    @EnumSource(CompressionMethod.class)
    void damageUnderAGoodChecksumEndsInAValueOrAMalformedDataException(CompressionMethod method) {
        long seed = 77;
        Random random = new Random(seed);
        byte[] frame = Frames.of(method, Frames.mixed(300, 9));
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = frame.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[Frame.UNCOMPRESSED_SIZE + random.nextInt(frame.length - Frame.UNCOMPRESSED_SIZE)] =
                        (byte) random.nextInt();
            }
            try {
                assertThat(reader.read(Unpooled.wrappedBuffer(Frames.withChecksum(damaged))))
                        .isNotNull();
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).as("seed " + seed).isNotBlank();
                reader.release();
            }
        }
    }

    @Test
    void refusesFramesWithoutABodyThatAnnouncePayload() {
        assertMalformed(Frames.withChecksum("90 09000000 05000000"), "ZSTD");
        assertMalformed(Frames.withChecksum("82 09000000 05000000"), "LZ4");
        assertMalformed(Frames.withChecksum("02 09000000 05000000"), "announces 5");
    }

    @Test
    void refusesAnUnknownMethod() {
        assertMalformed(Frames.withChecksum("91 0d000000 10000000 0f000000"), "method 0x91");
    }

    @Test
    void mayBeUsedAgainAfterRelease() {
        byte[] frame = Frames.of(CompressionMethod.LZ4, new byte[100]);
        assertThat(reader.read(Unpooled.wrappedBuffer(frame, 0, 30))).isNull();
        reader.release();
        assertThat(reader.isMidFrame()).isFalse();
        assertThat(readAll(frame, false)).isEqualTo(new byte[100]);
    }

    @Test
    void aHugeAnnouncementTakesLittleMemory() {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
        FrameReader large = new FrameReader(allocator, 1 << 30);
        large.read(Unpooled.wrappedBuffer(Frames.header(0x82, 1 << 30, 1 << 30)));
        assertThat(allocator.metric().usedDirectMemory()).isLessThanOrEqualTo(2 << 20);
        large.release();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    private void assertNothingIsRead(byte[] damaged, int bit) {
        FrameReader fresh = new FrameReader(UnpooledByteBufAllocator.DEFAULT, LIMIT);
        try {
            // A size that grew may also leave the reader waiting for bytes that never come.
            assertThat(fresh.read(Unpooled.wrappedBuffer(damaged))).isNull();
            assertThat(fresh.isMidFrame()).as("bit " + bit).isTrue();
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageContaining("frame");
        } finally {
            fresh.release();
        }
    }

    private static void assertMalformed(byte[] stream, String message) {
        for (boolean direct : new boolean[] {true, false}) {
            FrameReader fresh = new FrameReader(UnpooledByteBufAllocator.DEFAULT, LIMIT);
            ByteBuf in = Frames.buffer(stream, direct);
            try {
                assertThatThrownBy(() -> fresh.read(in))
                        .isInstanceOf(MalformedDataException.class)
                        .hasMessageContaining(message);
            } finally {
                in.release();
                fresh.release();
            }
        }
    }

    private byte[] readAll(byte[] stream, boolean direct) {
        ByteBuf in = Frames.buffer(stream, direct);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drain(in, out);
        in.release();
        return out.toByteArray();
    }

    private byte[] readInPieces(byte[] stream, Random random, int largest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(largest));
            ByteBuf in = Frames.buffer(Arrays.copyOfRange(stream, at, end), random.nextBoolean());
            drain(in, out);
            in.release();
            at = end;
        }
        assertThat(reader.isMidFrame()).isFalse();
        return out.toByteArray();
    }

    private void drain(ByteBuf in, ByteArrayOutputStream out) {
        while (in.isReadable()) {
            ByteBuf payload = reader.read(in);
            if (payload != null) {
                out.writeBytes(WireText.bytes(payload));
            }
        }
    }
}
