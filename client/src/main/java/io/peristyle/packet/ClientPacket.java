package io.peristyle.packet;

import io.netty.buffer.ByteBuf;

/** What the client sends. */
public sealed interface ClientPacket permits ClientHello, Addendum, QueryPacket, DataHeader, EndOfData, ClientSignal {
    /** Appends this packet as it is on a connection of negotiated revision {@code revision}. */
    void encode(ByteBuf out, int revision);
}
