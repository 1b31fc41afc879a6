package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Cuts a payload into compressed frames. Belongs to one connection; not thread-safe.
 *
 * <p>Works without copying from a direct buffer of one piece into another such; any other is copied, a frame at a time.
 */
public final class FrameWriter implements PayloadWriter {
    /** The most payload bytes of one frame, as ClickHouse itself cuts them. */
    public static final int MAXIMUM_PAYLOAD = 1 << 20;

    private final CompressionMethod method;
    private final Compressor compressor;
    private final ByteBufAllocator allocator;
    private final int maximumPayload;
    private final CityHash128 hash = new CityHash128();

    /**
     * A writer for {@code method}.
     *
     * @param level {@link CompressionMethod#DEFAULT_LEVEL}, or a level of LZ4HC or ZSTD
     * @throws io.peristyle.error.ConfigurationException if the method needs a library that is not there
     */
    public FrameWriter(CompressionMethod method, int level, ByteBufAllocator allocator) {
        this(method, level, MAXIMUM_PAYLOAD, allocator);
    }

    /** The same, with at most {@code maximumPayload} uncompressed bytes in a frame. */
    public FrameWriter(CompressionMethod method, int level, int maximumPayload, ByteBufAllocator allocator) {
        this.method = method;
        this.compressor = Compressor.of(method, level);
        this.allocator = allocator;
        this.maximumPayload = maximumPayload;
    }

    /** The most payload bytes of one frame. */
    public int maximumPayload() {
        return maximumPayload;
    }

    /** Appends all readable bytes of {@code payload} as frames, and consumes them. An empty payload writes nothing. */
    @Override
    public void write(ByteBuf payload, ByteBuf out) {
        while (payload.isReadable()) {
            int size = Math.min(payload.readableBytes(), maximumPayload);
            if (FrameReader.isContiguous(payload)) {
                writeTo(out, payload, size);
                payload.skipBytes(size);
            } else {
                ByteBuf copy = allocator.directBuffer(size, size);
                try {
                    payload.readBytes(copy, size);
                    writeTo(out, copy, size);
                } finally {
                    copy.release();
                }
            }
        }
    }

    /** Nothing: a frame is complete in itself. */
    @Override
    public void end(ByteBuf out) {}

    /** Gives native memory back. */
    @Override
    public void close() {
        compressor.close();
    }

    private void writeTo(ByteBuf out, ByteBuf payload, int size) {
        int bound = compressor.bound(size);
        if (FrameReader.isContiguous(out)) {
            out.ensureWritable(Frame.BODY + bound);
            writeFrame(out, payload, size, bound);
            return;
        }
        ByteBuf frame = allocator.directBuffer(Frame.BODY + bound);
        try {
            writeFrame(frame, payload, size, bound);
            out.writeBytes(frame);
        } finally {
            frame.release();
        }
    }

    private void writeFrame(ByteBuf out, ByteBuf payload, int size, int bound) {
        int start = out.writerIndex();
        ByteBuffer in = payload.internalNioBuffer(payload.readerIndex(), size);
        ByteBuffer frame = out.internalNioBuffer(start, Frame.BODY + bound);
        int at = frame.position();
        int body = compressor.compress(in, in.position(), size, frame, at + Frame.BODY, bound);

        int compressed = Frame.SIZES_AND_METHOD + body;
        out.setByte(start + Frame.METHOD, method.code());
        out.setIntLE(start + Frame.COMPRESSED_SIZE, compressed);
        out.setIntLE(start + Frame.UNCOMPRESSED_SIZE, size);
        hash.hash(frame, at + Frame.METHOD, compressed);
        out.setLongLE(start, hash.low());
        out.setLongLE(start + Long.BYTES, hash.high());
        out.writerIndex(start + Frame.METHOD + compressed);
    }
}
