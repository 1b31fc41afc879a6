package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.WireInput;

/**
 * Identifiers of parts, which some older servers send and which mean nothing to a client. They are dropped.
 *
 * @param count how many there were
 */
public record PartUUIDs(int count) implements ServerPacket {
    static final int TYPE = 12;

    private static final int UUID_BYTES = 16;
    private static final int MAXIMUM_COUNT = 1 << 16;

    static PartUUIDs decode(ByteBuf in) {
        int count = WireInput.readSize(in, MAXIMUM_COUNT, "a number of part UUIDs");
        WireInput.skip(in, count * UUID_BYTES);
        return new PartUUIDs(count);
    }
}
