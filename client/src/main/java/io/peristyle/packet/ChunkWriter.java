package io.peristyle.packet;

import io.netty.buffer.ByteBuf;

/**
 * Puts a packet into chunked framing, as one chunk and the end of the packet.
 *
 * <pre>{@code
 * int start = ChunkWriter.begin(out);
 * packet.encode(out, revision);
 * ChunkWriter.end(out, start);
 * }</pre>
 */
public final class ChunkWriter {
    private static final int END_OF_PACKET = 0;

    private ChunkWriter() {}

    /** Leaves room for the chunk's size; what {@link #end} has to be given. */
    public static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeZero(Integer.BYTES);
        return start;
    }

    /** Ends the packet, of which at least one byte was written since {@link #begin}. */
    public static void end(ByteBuf out, int start) {
        out.setIntLE(start, out.writerIndex() - start - Integer.BYTES);
        out.writeIntLE(END_OF_PACKET);
    }
}
