package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/**
 * Takes compressed frames out of a stream of bytes that may be cut anywhere. Each frame's checksum is verified before
 * its body is looked at. Belongs to one connection; not thread-safe.
 *
 * <h2>Implementation note</h2>
 *
 * A frame that lies whole in one direct buffer is verified and decompressed where it lies. Any other is first gathered
 * in a buffer that grows with the bytes that arrive: the announced size alone takes at most 1 MiB. Buffers serve all
 * frames until {@link #release()}; everything is direct, since native code works there without pinning the heap.
 */
public final class FrameReader implements PayloadReader {
    /** The largest frame taken by default, before and after decompression. Servers cut at 1 MiB. */
    public static final int DEFAULT_MAXIMUM_FRAME_BYTES = 32 << 20;

    private static final int FIRST_STEP = 1 << 20;

    private final ByteBufAllocator allocator;
    private final int maximumFrameBytes;
    private final FrameDecoder decoder;

    /** The frame whose beginning arrived; empty between frames, null if none was ever needed. */
    private @Nullable ByteBuf gathered;

    /** Checksum, header and body of the frame being gathered; 0 while its header is not complete. */
    private int gatheredFrameBytes;

    public FrameReader(ByteBufAllocator allocator, int maximumFrameBytes) {
        this.allocator = allocator;
        this.maximumFrameBytes = maximumFrameBytes;
        this.decoder = new FrameDecoder(allocator);
    }

    /**
     * Reads on, up to the end of the frame at hand.
     *
     * @return the frame's payload, possibly empty; null if {@code in} was used up before the frame's end. It belongs to
     *     this reader or is a view of {@code in}: to be read before the next call and before {@code in} is released,
     *     and not to be released
     * @throws MalformedDataException if the frame is corrupt or over a limit; the reader is then good for {@link
     *     #release()} only
     */
    @Override
    public @Nullable ByteBuf read(ByteBuf in) {
        if (!isMidFrame() && isContiguous(in) && in.readableBytes() >= Frame.BODY) {
            int frameBytes = frameBytes(in, in.readerIndex());
            if (in.readableBytes() >= frameBytes) {
                int start = in.readerIndex();
                in.skipBytes(frameBytes);
                return decoder.decode(in, start, frameBytes);
            }
        }
        return gather(in);
    }

    /** Whether the beginning of a frame was read and its end not yet. */
    @Override
    public boolean isMidFrame() {
        return gathered != null && gathered.isReadable();
    }

    /** Gives all memory back and forgets a half-read frame. The reader may be used again. */
    @Override
    public void release() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
        gatheredFrameBytes = 0;
        decoder.release();
    }

    private @Nullable ByteBuf gather(ByteBuf in) {
        if (!in.isReadable()) {
            return null;
        }
        ByteBuf frame = gathered;
        if (frame == null) {
            frame = allocator.directBuffer(Frame.BODY);
            gathered = frame;
        }
        if (gatheredFrameBytes == 0) {
            take(in, frame, Frame.BODY);
            if (frame.readableBytes() < Frame.BODY) {
                return null;
            }
            gatheredFrameBytes = frameBytes(frame, 0);
            frame.ensureWritable(Math.min(gatheredFrameBytes, FIRST_STEP) - Frame.BODY);
        }
        take(in, frame, gatheredFrameBytes);
        if (frame.readableBytes() < gatheredFrameBytes) {
            return null;
        }
        int frameBytes = gatheredFrameBytes;
        gatheredFrameBytes = 0;
        frame.clear();
        return decoder.decode(frame, 0, frameBytes);
    }

    private static void take(ByteBuf in, ByteBuf frame, int upTo) {
        frame.writeBytes(in, Math.min(in.readableBytes(), upTo - frame.readableBytes()));
    }

    /** Checks the sizes in the header at {@code start}; the bytes from the checksum to the end of the body. */
    private int frameBytes(ByteBuf in, int start) {
        long compressed = in.getUnsignedIntLE(start + Frame.COMPRESSED_SIZE);
        long uncompressed = in.getUnsignedIntLE(start + Frame.UNCOMPRESSED_SIZE);
        if (compressed < Frame.SIZES_AND_METHOD) {
            throw new MalformedDataException("a compressed frame of " + compressed + " bytes, less than its header");
        }
        if (Math.max(compressed, uncompressed) > maximumFrameBytes) {
            throw new MalformedDataException("a compressed frame of " + compressed + " bytes for " + uncompressed
                    + " bytes is over the limit of " + maximumFrameBytes);
        }
        return Frame.METHOD + (int) compressed;
    }

    static boolean isContiguous(ByteBuf buffer) {
        return buffer.isDirect() && buffer.nioBufferCount() == 1;
    }
}
