package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.codec.BlockPieces;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A block of rows as pieces of a request's body, encoded as they are sent. Holds a buffer in between only if a column that is
 * encoded as a whole is more than one piece. Event loop only.
 */
final class RowsContent {
    /** A piece ends behind the value that fills it. */
    private static final int SPARE_BYTES = 16 << 10;

    private final BlockPieces pieces;
    private final UnaryOperator<ByteBuf> compression;
    private final int pieceBytes;
    private final int bufferBytes;
    private final ByteBufAllocator allocator;

    /** Encoded and not sent; null if there is nothing. */
    private @Nullable ByteBuf rest;

    /**
     * @param compression what becomes of a piece, which it takes over
     * @param pieceBytes of a piece before that, give or take a few
     * @param expectedBytes about what all of the block takes
     */
    RowsContent(
            BlockPieces pieces,
            UnaryOperator<ByteBuf> compression,
            int pieceBytes,
            long expectedBytes,
            ByteBufAllocator allocator) {
        this.pieces = pieces;
        this.compression = compression;
        this.pieceBytes = pieceBytes;
        this.bufferBytes = (int) Math.min(pieceBytes + SPARE_BYTES, expectedBytes);
        this.allocator = allocator;
    }

    /** Whether the last piece was taken. */
    boolean isDone() {
        return rest == null && pieces.isDone();
    }

    /**
     * The next piece, which belongs to the caller.
     *
     * @throws RuntimeException if the rows cannot be written; nothing is held any more, and there is no further piece
     */
    ByteBuf next() {
        ByteBuf encoded = rest == null ? encode() : rest;
        rest = null;
        if (encoded.readableBytes() <= pieceBytes + SPARE_BYTES) {
            return compression.apply(encoded);
        }
        rest = encoded;
        try {
            return compression.apply(encoded.readRetainedSlice(pieceBytes));
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    /** Gives back what is held; no further piece is wanted. */
    void release() {
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }

    private ByteBuf encode() {
        ByteBuf out = allocator.directBuffer(bufferBytes);
        try {
            pieces.write(out, pieceBytes);
            return out;
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }
}
