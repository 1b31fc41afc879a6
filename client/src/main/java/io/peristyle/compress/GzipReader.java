package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads gzip: members one behind another, of which each ends with the checksum and the size of what it held. */
final class GzipReader implements PayloadReader {
    private static final int PIECE = 64 << 10;
    private static final int TRAILER_BYTES = 8;

    private final ByteBufAllocator allocator;
    private final GzipHeader header = new GzipHeader();
    private final CRC32 checksum = new CRC32();
    private @Nullable Inflater inflater;
    private @Nullable ByteBuf piece;

    private Part part = Part.HEADER;

    /** What has come of the trailer, and how many bytes that is. */
    private long trailer;

    private int trailerBytes;

    GzipReader(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    private enum Part {
        HEADER,
        DATA,
        TRAILER
    }

    @Override
    public @Nullable ByteBuf read(ByteBuf in) {
        while (part == Part.DATA || in.isReadable()) {
            switch (part) {
                case HEADER -> readHeader(in);
                case TRAILER -> readTrailer(in);
                case DATA -> {
                    ByteBuf inflated = inflate(in);
                    if (inflated.isReadable()) {
                        return inflated;
                    }
                    if (part == Part.DATA && !in.isReadable()) {
                        return null;
                    }
                }
            }
        }
        return null;
    }

    @Override
    public boolean isMidFrame() {
        return part != Part.HEADER || header.hasBegun();
    }

    @Override
    public void release() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
        if (piece != null) {
            piece.release();
            piece = null;
        }
        beginMember();
    }

    private void beginMember() {
        part = Part.HEADER;
        header.reset();
        checksum.reset();
        trailer = 0;
        trailerBytes = 0;
        if (inflater != null) {
            inflater.reset();
        }
    }

    private void readHeader(ByteBuf in) {
        if (header.read(in)) {
            part = Part.DATA;
        }
    }

    /** The next piece; empty if {@code in} or the data are at their end. */
    private ByteBuf inflate(ByteBuf in) {
        Inflater from = inflater;
        if (from == null) {
            from = new Inflater(true);
            inflater = from;
        }
        ByteBuf out = piece;
        if (out == null) {
            out = allocator.directBuffer(PIECE, PIECE);
            piece = out;
        }
        ByteBuffer source = in.nioBuffer();
        ByteBuffer room = out.internalNioBuffer(0, PIECE);
        int start = room.position();
        int available = source.remaining();
        from.setInput(source);
        try {
            from.inflate(room);
        } catch (DataFormatException e) {
            throw new MalformedDataException("gzip data that are damaged", e);
        }
        in.skipBytes(available - source.remaining());
        int written = room.position() - start;
        checksum.update(room.flip().position(start));
        if (from.finished()) {
            part = Part.TRAILER;
        }
        return out.setIndex(0, written);
    }

    private void readTrailer(ByteBuf in) {
        while (in.isReadable() && trailerBytes < TRAILER_BYTES) {
            trailer |= (long) in.readUnsignedByte() << (Byte.SIZE * trailerBytes);
            trailerBytes++;
        }
        if (trailerBytes < TRAILER_BYTES) {
            return;
        }
        long size = inflater == null ? 0 : inflater.getBytesWritten();
        if ((int) trailer != (int) checksum.getValue() || (int) (trailer >>> Integer.SIZE) != (int) size) {
            throw new MalformedDataException(
                    "the checksum at the end of gzip data does not match: they were damaged on the way");
        }
        beginMember();
    }
}
