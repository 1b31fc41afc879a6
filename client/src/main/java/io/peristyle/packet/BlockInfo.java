package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;

/**
 * The beginning of every block: numbered fields, of which a client's blocks have none but the defaults.
 *
 * <pre>
 * 01 00            not an overflow block
 * 02 ff ff ff ff   no bucket
 * 03 00            no buckets out of order, on newer connections
 * 00               end
 * </pre>
 */
public final class BlockInfo {
    private static final byte NO_BUCKET = -1;

    private BlockInfo() {}

    /** Appends the defaults. */
    public static void encode(ByteBuf out, int revision) {
        out.writeByte(1).writeByte(0);
        out.writeByte(2).writeIntLE(NO_BUCKET);
        if (Revision.OUT_OF_ORDER_BUCKETS.in(revision)) {
            out.writeByte(3).writeByte(0);
        }
        out.writeByte(0);
    }
}
