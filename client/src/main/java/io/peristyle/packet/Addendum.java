package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;
import io.peristyle.wire.WireOutput;

/**
 * What the client adds after the server's Hello. Has no packet type, is never chunked, and is empty for servers that
 * know no addendum.
 *
 * @param sendChunked whether the client's packets will be chunked
 * @param receiveChunked whether the server's packets shall be chunked
 */
public record Addendum(String quotaKey, boolean sendChunked, boolean receiveChunked) implements ClientPacket {
    /** Without meaning for a client that is no replica, but to be sent. */
    private static final int PARALLEL_REPLICAS_VERSION = 8;

    @Override
    public void encode(ByteBuf out, int revision) {
        if (Revision.ADDENDUM.in(revision)) {
            WireOutput.writeString(out, quotaKey);
        }
        if (Revision.CHUNKED_PACKETS.in(revision)) {
            WireOutput.writeString(out, Chunking.of(sendChunked).wireName());
            WireOutput.writeString(out, Chunking.of(receiveChunked).wireName());
        }
        if (Revision.PARALLEL_REPLICAS_VERSION.in(revision)) {
            WireOutput.writeVarUInt(out, PARALLEL_REPLICAS_VERSION);
        }
    }
}
