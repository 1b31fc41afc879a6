package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.WireOutput;

/**
 * What comes before a block that the client sends. Never in a compressed frame; the block may be.
 *
 * @param table name of an external table; empty for the rows of an insert
 */
public record DataHeader(String table) implements ClientPacket {
    /** Before the rows of an insert. */
    public static final DataHeader INSERT = new DataHeader("");

    private static final int TYPE = 2;

    @Override
    public void encode(ByteBuf out, int revision) {
        WireOutput.writeVarUInt(out, TYPE);
        WireOutput.writeString(out, table);
    }
}
