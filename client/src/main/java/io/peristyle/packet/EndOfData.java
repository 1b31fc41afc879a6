package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;

/**
 * A block without columns: ends the external tables of every statement, and the rows of an insert.
 *
 * <pre>
 * 02 00 | 01 00  02 ff ff ff ff  03 00  00 | 00 00     Data, no table | BlockInfo | columns, rows
 * </pre>
 */
public enum EndOfData implements ClientPacket {
    PLAIN,
    /** Within a compressed frame, as a query with compression demands. */
    FRAMED;

    // A frame of method NONE is legal among frames of any method, and the same each time.
    private static final byte[] FRAME = {
        (byte) 0xf5,
        (byte) 0xce,
        0x09,
        0x04,
        (byte) 0xba,
        (byte) 0xea,
        0x69,
        (byte) 0xef,
        0x35,
        (byte) 0x9c,
        (byte) 0x95,
        (byte) 0xe5,
        0x1a,
        0x1b,
        0x06,
        0x7e,
        0x02,
        0x15,
        0,
        0,
        0,
        0x0c,
        0,
        0,
        0,
        1,
        0,
        2,
        -1,
        -1,
        -1,
        -1,
        3,
        0,
        0,
        0,
        0
    };
    private static final byte[] FRAME_WITHOUT_BUCKETS = {
        (byte) 0xbb,
        (byte) 0x94,
        (byte) 0x89,
        (byte) 0xa1,
        (byte) 0xc1,
        0x69,
        (byte) 0xe9,
        0x00,
        (byte) 0xec,
        (byte) 0xaf,
        (byte) 0xf1,
        0x68,
        (byte) 0x95,
        0x6a,
        0x64,
        0x74,
        0x02,
        0x13,
        0,
        0,
        0,
        0x0a,
        0,
        0,
        0,
        1,
        0,
        2,
        -1,
        -1,
        -1,
        -1,
        0,
        0,
        0
    };

    /** The form that goes with a query's compression flag. */
    public static EndOfData of(boolean compression) {
        return compression ? FRAMED : PLAIN;
    }

    @Override
    public void encode(ByteBuf out, int revision) {
        DataHeader.INSERT.encode(out, revision);
        if (this == FRAMED) {
            out.writeBytes(Revision.OUT_OF_ORDER_BUCKETS.in(revision) ? FRAME : FRAME_WITHOUT_BUCKETS);
        } else {
            BlockInfo.encode(out, revision);
            out.writeZero(2); // columns, rows
        }
    }
}
