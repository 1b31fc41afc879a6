package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Verifies and decompresses a complete frame. */
final class FrameDecoder {
    private final ByteBufAllocator allocator;
    private final CityHash128 hash = new CityHash128();
    private @Nullable ByteBuf payload;
    private @Nullable ZstdDecompressor zstd;

    FrameDecoder(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** The payload of the frame at {@code start} of a contiguous direct buffer whose sizes are checked. */
    ByteBuf decode(ByteBuf frame, int start, int frameBytes) {
        ByteBuffer bytes = frame.internalNioBuffer(start, frameBytes);
        int at = bytes.position();
        verify(frame, start, bytes, frameBytes);
        int method = frame.getUnsignedByte(start + Frame.METHOD);
        int size = frame.getIntLE(start + Frame.UNCOMPRESSED_SIZE);
        int bodyBytes = frameBytes - Frame.BODY;
        return switch (method) {
            case 0x02 -> stored(frame, start + Frame.BODY, bodyBytes, size);
            case 0x82 -> lz4(bytes, at + Frame.BODY, bodyBytes, size);
            case 0x90 -> zstd(bytes, at + Frame.BODY, bodyBytes, size);
            default ->
                throw new MalformedDataException("a compressed frame of unknown method 0x" + Integer.toHexString(method)
                        + "; known are LZ4 (0x82), ZSTD (0x90) and NONE (0x02)");
        };
    }

    void release() {
        if (payload != null) {
            payload.release();
            payload = null;
        }
        if (zstd != null) {
            zstd.close();
            zstd = null;
        }
    }

    private void verify(ByteBuf frame, int start, ByteBuffer bytes, int frameBytes) {
        hash.hash(bytes, bytes.position() + Frame.METHOD, frameBytes - Frame.METHOD);
        if (frame.getLongLE(start) != hash.low() || frame.getLongLE(start + Long.BYTES) != hash.high()) {
            throw new MalformedDataException("the checksum of a compressed frame of " + frameBytes
                    + " bytes does not match: the data were damaged on the way, or the stream is out of step");
        }
    }

    private static ByteBuf stored(ByteBuf frame, int at, int bodyBytes, int size) {
        if (bodyBytes != size) {
            throw new MalformedDataException("an uncompressed frame of " + bodyBytes + " bytes announces " + size);
        }
        return frame.slice(at, size);
    }

    private ByteBuf lz4(ByteBuffer in, int at, int bodyBytes, int size) {
        if (size > (long) bodyBytes * Lz4.MAXIMUM_RATIO) {
            throw new MalformedDataException(
                    "an LZ4 frame announces " + size + " bytes from " + bodyBytes + ", more than LZ4 can yield");
        }
        if (size == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        ByteBuf out = payload(size);
        ByteBuffer outBytes = out.internalNioBuffer(0, size);
        Lz4.decompress(in, at, bodyBytes, outBytes, outBytes.position(), size);
        return out;
    }

    private ByteBuf zstd(ByteBuffer in, int at, int bodyBytes, int size) {
        if (zstd == null) {
            zstd = Zstandard.decompressor();
        }
        zstd.checkSize(in, at, bodyBytes, size);
        if (size == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        ByteBuf out = payload(size);
        ByteBuffer outBytes = out.internalNioBuffer(0, size);
        zstd.decompress(in, at, bodyBytes, outBytes, outBytes.position(), size);
        return out;
    }

    /** The buffer for payloads, set to {@code size} readable bytes; a larger one takes the place of a smaller. */
    private ByteBuf payload(int size) {
        ByteBuf buffer = payload;
        if (buffer == null || buffer.capacity() < size) {
            payload = null;
            if (buffer != null) {
                buffer.release();
            }
            buffer = allocator.directBuffer(size);
            payload = buffer;
        }
        return buffer.setIndex(0, size);
    }
}
