package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.peristyle.wire.WireText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Frames and payloads for tests. */
final class Frames {
    private Frames() {}

    static byte[] of(CompressionMethod method, byte[] payload) {
        ByteBuf out = Unpooled.buffer();
        try (FrameWriter writer =
                new FrameWriter(method, CompressionMethod.DEFAULT_LEVEL, UnpooledByteBufAllocator.DEFAULT)) {
            writer.write(Unpooled.wrappedBuffer(payload), out);
        }
        return WireText.bytes(out);
    }

    /** A frame with a correct checksum before {@code rest}: method, sizes, body. */
    static byte[] withChecksum(String rest) {
        return withChecksum(concat(new byte[Frame.METHOD], WireText.bytes(rest)));
    }

    /** {@code frame} with its checksum made correct. */
    static byte[] withChecksum(byte[] frame) {
        CityHash128 hash = new CityHash128();
        ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        hash.hash(bytes, Frame.METHOD, frame.length - Frame.METHOD);
        bytes.putLong(0, hash.low()).putLong(Long.BYTES, hash.high());
        return frame;
    }

    static byte[] header(int method, int compressed, int uncompressed) {
        return ByteBuffer.allocate(Frame.BODY)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Frame.METHOD, (byte) method)
                .putInt(Frame.COMPRESSED_SIZE, compressed)
                .putInt(Frame.UNCOMPRESSED_SIZE, uncompressed)
                .array();
    }

    static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Half noise, half zeros. */
    static byte[] mixed(int size, long seed) {
        byte[] bytes = noise(size, seed);
        Arrays.fill(bytes, size / 2, size, (byte) 0);
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static ByteBuf buffer(byte[] bytes, boolean direct) {
        return direct ? Unpooled.directBuffer(bytes.length).writeBytes(bytes) : Unpooled.wrappedBuffer(bytes);
    }
}
