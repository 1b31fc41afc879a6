package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the packets' bytes out of chunked framing, wherever the stream is cut. Never reads a byte twice.
 *
 * <pre>
 * 01 00 00 00 | 04 | 00 00 00 00     size, one byte of a packet, end of the packet
 * </pre>
 */
public final class ChunkReader {
    private static final int MAXIMUM_CHUNK_BYTES = 1 << 30;

    private int header;
    private int headerBytes;
    private int chunkRest;
    private boolean inPacket;
    private @Nullable ByteBuf payload;

    /** Reads on, up to the end of the slice or packet at hand. */
    public Step read(ByteBuf in) {
        payload = null;
        if (chunkRest == 0 && !readHeader(in)) {
            return Step.NEEDS_BYTES;
        }
        if (chunkRest == 0) {
            inPacket = false;
            return Step.PACKET_END;
        }
        if (!in.isReadable()) {
            return Step.NEEDS_BYTES;
        }
        int bytes = Math.min(chunkRest, in.readableBytes());
        chunkRest -= bytes;
        payload = in.readSlice(bytes);
        return Step.PAYLOAD;
    }

    /** Bytes of a packet after {@link Step#PAYLOAD}: a view of the buffer that was read. */
    public ByteBuf payload() {
        if (payload == null) {
            throw new IllegalStateException("the last step yielded no payload");
        }
        return payload;
    }

    /** Whether a packet has begun and not ended. */
    public boolean isMidPacket() {
        return inPacket || headerBytes > 0;
    }

    /** True when a chunk's size is complete, zero or not. */
    private boolean readHeader(ByteBuf in) {
        while (headerBytes < Integer.BYTES) {
            if (!in.isReadable()) {
                return false;
            }
            header |= in.readUnsignedByte() << (Byte.SIZE * headerBytes);
            headerBytes++;
        }
        int size = header;
        header = 0;
        headerBytes = 0;
        if (size < 0 || size > MAXIMUM_CHUNK_BYTES) {
            throw new MalformedDataException("a chunk of " + Integer.toUnsignedString(size)
                    + " bytes is over the limit of " + MAXIMUM_CHUNK_BYTES);
        }
        if (size == 0 && !inPacket) {
            throw new MalformedDataException("the end of a packet without a chunk before it");
        }
        inPacket = true;
        chunkRest = size;
        return true;
    }

    /** What {@link #read} came to. */
    public enum Step {
        /** Everything was read; more has to arrive. */
        NEEDS_BYTES,
        /** Bytes of a packet, in {@link ChunkReader#payload()}. */
        PAYLOAD,
        /** The packet is over. */
        PACKET_END
    }
}
