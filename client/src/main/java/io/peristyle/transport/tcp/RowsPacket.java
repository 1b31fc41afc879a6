package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.codec.BlockPieces;
import io.peristyle.compress.FrameWriter;
import io.peristyle.packet.ChunkWriter;
import io.peristyle.packet.DataHeader;
import org.jspecify.annotations.Nullable;

/** A packet with rows of an insert, encoded as it is sent: it holds no buffer in between. Event loop only. */
final class RowsPacket {
    /** What fits into a processor's cache with room for what else is there. */
    private static final int PLAIN_BYTES = 256 << 10;
    /** Of the last column's rows, and of those that are longer than they are on average. */
    private static final int SPARE_BYTES = 16 << 10;

    private final BlockPieces pieces;
    private final @Nullable FrameWriter frames;
    private final int revision;
    private final boolean chunked;
    private final ByteBufAllocator allocator;
    private boolean begun;

    /** @param frames compresses the rows; null: they are not compressed */
    RowsPacket(
            BlockPieces pieces,
            @Nullable FrameWriter frames,
            int revision,
            boolean chunked,
            ByteBufAllocator allocator) {
        this.pieces = pieces;
        this.frames = frames;
        this.revision = revision;
        this.chunked = chunked;
        this.allocator = allocator;
    }

    /** Whether the last piece was taken. */
    boolean isDone() {
        return pieces.isDone();
    }

    /**
     * The next piece, which belongs to the caller.
     *
     * @throws RuntimeException if the rows cannot be written
     */
    ByteBuf next() {
        ByteBuf out = allocator.directBuffer(PLAIN_BYTES + SPARE_BYTES);
        try {
            int start = chunked ? ChunkWriter.begin(out) : 0;
            if (!begun) {
                begun = true;
                DataHeader.INSERT.encode(out, revision);
            }
            // What is in chunks is sent as one.
            int bytes = chunked ? Integer.MAX_VALUE : PLAIN_BYTES;
            if (frames == null) {
                pieces.write(out, bytes);
            } else {
                writeFrames(frames, out, Math.max(bytes, frames.maximumPayload()));
            }
            if (chunked) {
                ChunkWriter.end(out, start);
            }
            return out;
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
    }

    private void writeFrames(FrameWriter writer, ByteBuf out, int bytes) {
        ByteBuf payload = allocator.directBuffer(PLAIN_BYTES + SPARE_BYTES);
        try {
            pieces.write(payload, bytes);
            writer.write(payload, out);
        } finally {
            payload.release();
        }
    }
}
