package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.codec.BlockPieces;
import io.peristyle.compress.FrameWriter;
import io.peristyle.packet.ChunkWriter;
import io.peristyle.packet.DataHeader;
import io.peristyle.transport.JoinedRows;
import org.jspecify.annotations.Nullable;

/** A packet with rows of an insert, encoded as it is sent: it holds no buffer in between. Event loop only. */
final class RowsPacket {
    /** What fits into a processor's cache with room for what else is there. */
    private static final int PIECE_BYTES = 256 << 10;
    /** A piece ends behind the value that fills it. */
    private static final int SPARE_BYTES = 16 << 10;

    private static final int HEAD_BYTES = 64;

    /** A larger buffer than this grows as it is filled: what rows take is only estimated. */
    private static final int MOST_EXPECTED_BYTES = 4 << 20;

    private final BlockPieces pieces;
    private final @Nullable FrameWriter frames;
    private final Session session;
    private final ByteBufAllocator allocator;
    private final long expectedBytes;
    private boolean begun;

    /**
     * @param rows all of them
     * @param pieces of these rows
     * @param frames compresses the rows; null: they are not compressed
     */
    RowsPacket(
            JoinedRows rows,
            BlockPieces pieces,
            @Nullable FrameWriter frames,
            Session session,
            ByteBufAllocator allocator) {
        this.pieces = pieces;
        this.frames = frames;
        this.session = session;
        this.allocator = allocator;
        expectedBytes = HEAD_BYTES * (1L + rows.columns()) + rows.bytes();
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
        boolean chunked = session.sendChunked();
        // What is in chunks is sent as one.
        int bytes = chunked ? Integer.MAX_VALUE : PIECE_BYTES;
        ByteBuf out = buffer(bytes);
        try {
            int start = chunked ? ChunkWriter.begin(out) : 0;
            if (!begun) {
                begun = true;
                DataHeader.INSERT.encode(out, session.revision());
            }
            if (frames == null) {
                pieces.write(out, bytes);
            } else {
                writeFrames(
                        frames, out, chunked ? bytes : Math.max(PIECE_BYTES, frames.maximumPayload() - SPARE_BYTES));
            }
            if (chunked) {
                ChunkWriter.end(out, start);
            }
            return out;
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }

    private void writeFrames(FrameWriter writer, ByteBuf out, int bytes) {
        ByteBuf payload = buffer(bytes);
        try {
            pieces.write(payload, bytes);
            writer.write(payload, out);
        } finally {
            payload.release();
        }
    }

    /** For {@code bytes}, or for all rows if they are fewer: memory that is held for few rows would not be counted. */
    private ByteBuf buffer(int bytes) {
        long room = Math.min(expectedBytes, (long) bytes + SPARE_BYTES);
        return allocator.directBuffer((int) Math.min(room, MOST_EXPECTED_BYTES));
    }
}
