package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.WireOutput;

/** Packets that are nothing but their type. */
public enum ClientSignal implements ClientPacket {
    /** Asks the server to end the running query. The rest of the answer has to be read all the same. */
    CANCEL(3),
    /** Asks an idle server for a {@link Pong}. */
    PING(4);

    private final int type;

    ClientSignal(int type) {
        this.type = type;
    }

    @Override
    public void encode(ByteBuf out, int revision) {
        WireOutput.writeVarUInt(out, type);
    }
}
