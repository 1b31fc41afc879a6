package io.peristyle.compress;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads ZSTD frames one behind another with zstd-jni. Keeps native memory until released.
 *
 * <pre>
 * 28 b5 2f fd flags [window] [dictionary(0 to 4)] [size(0 to 8)] …
 * </pre>
 */
final class ZstdReader implements PayloadReader {
    private static final int PIECE = 64 << 10;

    private static final int MAGIC = 0xfd2f_b528;
    private static final int FLAGS = 4;

    /** The shortest and the longest that a frame tells before its data. */
    private static final int SHORTEST_HEADER = 6;

    private static final int LONGEST_HEADER = 18;

    /** The largest that HTTP allows (RFC 9659); so much memory may a frame take for what it looks back to. */
    private static final int LARGEST_WINDOW = 8 << 20;

    private static final int SINGLE_SEGMENT = 0x20;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};
    private static final int[] SIZE_BYTES = {0, 2, 4, 8};

    private final ByteBufAllocator allocator;
    private @Nullable ZstdDecompressCtx context;
    private @Nullable ByteBuf piece;

    /** What has come of a frame's beginning, and then what of it was not decompressed yet. */
    private @Nullable ByteBuf beginning;

    private boolean inFrame;

    ZstdReader(ByteBufAllocator allocator) {
        this.allocator = allocator;
        this.context = new ZstdDecompressCtx();
    }

    @Override
    public @Nullable ByteBuf read(ByteBuf in) {
        while (inFrame || in.isReadable()) {
            ByteBuf first = beginning();
            if (!inFrame && !begin(first, in)) {
                return null;
            }
            boolean usedUp = !first.isReadable() && !in.isReadable();
            ByteBuf payload = decompress(first.isReadable() ? first : in);
            if (payload.isReadable()) {
                return payload;
            }
            if (usedUp) {
                return null;
            }
        }
        return null;
    }

    @Override
    public boolean isMidFrame() {
        return inFrame || (beginning != null && beginning.isReadable());
    }

    @Override
    public void release() {
        if (context != null) {
            context.close();
            context = null;
        }
        if (piece != null) {
            piece.release();
            piece = null;
        }
        if (beginning != null) {
            beginning.release();
            beginning = null;
        }
        inFrame = false;
    }

    private ByteBuf beginning() {
        if (beginning == null) {
            beginning = allocator.directBuffer(LONGEST_HEADER, LONGEST_HEADER);
        }
        return beginning;
    }

    /** Takes the beginning of a frame; false if it has not all arrived. */
    private boolean begin(ByteBuf first, ByteBuf in) {
        take(in, first, SHORTEST_HEADER);
        if (first.readableBytes() < SHORTEST_HEADER) {
            return false;
        }
        if (first.getIntLE(0) == MAGIC) {
            int flags = first.getUnsignedByte(FLAGS);
            boolean whole = (flags & SINGLE_SEGMENT) != 0;
            int sizeAt = FLAGS + 1 + (whole ? 0 : 1) + DICTIONARY_BYTES[flags & 3];
            int end = sizeAt + (flags >> 6 == 0 && whole ? 1 : SIZE_BYTES[flags >> 6]);
            take(in, first, end);
            if (first.readableBytes() < end) {
                return false;
            }
            checkWindow(whole ? size(first, sizeAt, end) : window(first.getUnsignedByte(FLAGS + 1)));
        }
        inFrame = true;
        return true;
    }

    private static void take(ByteBuf in, ByteBuf first, int upTo) {
        int missing = upTo - first.readableBytes();
        first.writeBytes(in, Math.max(0, Math.min(in.readableBytes(), missing)));
    }

    private static long window(int told) {
        long base = 1L << (10 + (told >> 3));
        return base + base / 8 * (told & 7);
    }

    /** The size of a frame whose window it is as well. */
    private static long size(ByteBuf header, int from, int to) {
        return switch (to - from) {
            case 1 -> header.getUnsignedByte(from);
            case 2 -> header.getUnsignedShortLE(from) + 256;
            case 4 -> header.getUnsignedIntLE(from);
            default -> header.getLongLE(from);
        };
    }

    private static void checkWindow(long bytes) {
        if (bytes < 0 || bytes > LARGEST_WINDOW) {
            throw new MalformedDataException("ZSTD data that look back further than " + LARGEST_WINDOW + " bytes");
        }
    }

    /** The next piece of payload; empty if {@code in} or the frame is at its end. */
    private ByteBuf decompress(ByteBuf in) {
        ByteBuf out = piece;
        if (out == null) {
            out = allocator.directBuffer(PIECE, PIECE);
            piece = out;
        }
        ByteBuf copy = FrameReader.isContiguous(in) ? null : allocator.directBuffer(PIECE, PIECE);
        try {
            ByteBuf direct = in;
            if (copy != null) {
                direct = copy.writeBytes(in, in.readerIndex(), Math.min(PIECE, in.readableBytes()));
            }
            ByteBuffer source = direct.internalNioBuffer(direct.readerIndex(), direct.readableBytes());
            ByteBuffer room = out.internalNioBuffer(0, PIECE);
            int start = room.position();
            int available = source.remaining();
            boolean ended = decompress(room, source);
            int read = available - source.remaining();
            int written = room.position() - start;
            if (!ended && available > 0 && read + written == 0) {
                throw new MalformedDataException("ZSTD data that lead nowhere");
            }
            in.skipBytes(read);
            if (ended) {
                inFrame = false;
                beginning().clear();
            }
            return out.setIndex(0, written);
        } finally {
            if (copy != null) {
                copy.release();
            }
        }
    }

    /** Whether the frame has ended, and all of it is out. */
    private boolean decompress(ByteBuffer room, ByteBuffer source) {
        if (context == null) {
            context = new ZstdDecompressCtx();
        }
        try {
            return context.decompressDirectByteBufferStream(room, source);
        } catch (ZstdException e) {
            throw new MalformedDataException("ZSTD data that are damaged", e);
        }
    }
}
