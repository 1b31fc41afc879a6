package io.peristyle.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.peristyle.wire.WireText;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameWriterTest {
    @Test
    void writesTheFramesThatServersAccept() {
        byte[] block = WireText.bytes("010002ffffffff0300000000");
        assertThat(Frames.of(CompressionMethod.NONE, block))
                .isEqualTo(WireText.bytes(
                        "f5ce0904baea69ef359c95e51a1b067e 02 15000000 0c000000 010002ffffffff0300000000"));
        assertThat(Frames.of(CompressionMethod.LZ4, block))
                .isEqualTo(WireText.bytes(
                        "2f52a1ea36f369c4298e958c545f01d8 82 16000000 0c000000 c0 010002ffffffff0300000000"));
        byte[] oldBlock = WireText.bytes("010002ffffffff000000");
        assertThat(Frames.of(CompressionMethod.NONE, oldBlock))
                .isEqualTo(
                        WireText.bytes("bb9489a1c169e900ecaff168956a6474 02 13000000 0a000000 010002ffffffff000000"));
        assertThat(Frames.of(CompressionMethod.LZ4, oldBlock))
                .isEqualTo(WireText.bytes(
                        "a783ac6cd55c7a7cb5ac46bddb86e214 82 14000000 0a000000 a0 010002ffffffff000000"));
    }

    @ParameterizedTest
    @EnumSource(CompressionMethod.class)
    void cutsWhereClickHouseCuts(CompressionMethod method) {
        byte[] payload = Frames.mixed(1_536_551, 4);
        byte[] stream = Frames.of(method, payload);

        FrameReader reader = new FrameReader(UnpooledByteBufAllocator.DEFAULT, FrameWriter.MAXIMUM_PAYLOAD * 2);
        ByteBuf in = Frames.buffer(stream, true);
        byte[] first = WireText.bytes(Objects.requireNonNull(reader.read(in)));
        byte[] second = WireText.bytes(Objects.requireNonNull(reader.read(in)));
        assertThat(first).hasSize(1_048_576);
        assertThat(second).hasSize(487_975);
        assertThat(Frames.concat(first, second)).isEqualTo(payload);
        assertThat(in.isReadable()).isFalse();
        in.release();
        reader.release();
    }

    @Test
    void cutsSmallerFramesWhenAskedTo() {
        byte[] payload = Frames.mixed(10_000, 5);
        ByteBuf out = Unpooled.buffer();
        try (FrameWriter writer = new FrameWriter(CompressionMethod.LZ4, 0, 4096, UnpooledByteBufAllocator.DEFAULT)) {
            writer.write(Unpooled.wrappedBuffer(payload), out);
        }
        FrameReader reader = new FrameReader(UnpooledByteBufAllocator.DEFAULT, 8192);
        byte[] first = WireText.bytes(Objects.requireNonNull(reader.read(out)));
        byte[] second = WireText.bytes(Objects.requireNonNull(reader.read(out)));
        byte[] third = WireText.bytes(Objects.requireNonNull(reader.read(out)));
        assertThat(first).hasSize(4096);
        assertThat(second).hasSize(4096);
        assertThat(Frames.concat(first, second, third)).isEqualTo(payload);
        reader.release();
        out.release();
    }

    @ParameterizedTest
    @EnumSource(CompressionMethod.class)
    void theKindOfBufferMakesNoDifference(CompressionMethod method) {
        byte[] payload = Frames.mixed(10_000, 8);
        byte[] expected = Frames.of(method, payload);
        for (boolean direct : new boolean[] {true, false}) {
            ByteBuf in = Frames.buffer(payload, direct);
            ByteBuf out = (direct ? Unpooled.directBuffer() : Unpooled.buffer()).writeMedium(0);
            try (FrameWriter writer = new FrameWriter(method, 0, UnpooledByteBufAllocator.DEFAULT)) {
                writer.write(in, out);
            }
            assertThat(in.isReadable()).isFalse();
            assertThat(WireText.bytes(out.skipBytes(3))).isEqualTo(expected);
            in.release();
            out.release();
        }
    }

    @Test
    void writesNothingForNothing() {
        assertThat(Frames.of(CompressionMethod.LZ4, new byte[0])).isEmpty();
    }

    @Test
    void higherLevelsMakeSmallerFrames() {
        byte[] text = new byte[100_000];
        Random random = new Random(6);
        for (int at = 0; at < text.length; at++) {
            text[at] = (byte) "etaoinshrdlu    ".charAt(random.nextInt(16));
        }
        assertThat(sizeOf(CompressionMethod.LZ4HC, 0, text)).isLessThan(sizeOf(CompressionMethod.LZ4, 0, text));
        assertThat(sizeOf(CompressionMethod.ZSTD, 19, text)).isLessThan(sizeOf(CompressionMethod.ZSTD, 0, text));
    }

    @Test
    void namesTheArtifactWhenZstdIsMissing() throws Exception {
        try (URLClassLoader withoutZstd = new URLClassLoader(classPathWithout("zstd-jni"), null)) {
            Class<?> methods = withoutZstd.loadClass(CompressionMethod.class.getName());
            Class<?> allocators = withoutZstd.loadClass("io.netty.buffer.ByteBufAllocator");
            Object allocator = allocators.getField("DEFAULT").get(null);
            var constructor =
                    withoutZstd.loadClass(FrameWriter.class.getName()).getConstructor(methods, int.class, allocators);

            assertThat(constructor.newInstance(methods.getEnumConstants()[1], 0, allocator))
                    .isNotNull();
            assertThatThrownBy(() -> constructor.newInstance(methods.getEnumConstants()[3], 0, allocator))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("com.github.luben:zstd-jni")
                    .satisfies(failure -> assertThat(failure.getClass().getName())
                            .isEqualTo("io.peristyle.error.ConfigurationException"));
        }
    }

    private static URL[] classPathWithout(String artifact) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains(artifact)) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static int sizeOf(CompressionMethod method, int level, byte[] payload) {
        ByteBuf out = Unpooled.buffer();
        try (FrameWriter writer = new FrameWriter(method, level, UnpooledByteBufAllocator.DEFAULT)) {
            writer.write(Unpooled.wrappedBuffer(payload), out);
        }
        return out.readableBytes();
    }
}
