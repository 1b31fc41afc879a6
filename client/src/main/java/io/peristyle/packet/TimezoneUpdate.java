package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.WireInput;

/** The time zone that holds for the rest of the query. */
public record TimezoneUpdate(String timezone) implements ServerPacket {
    static final int TYPE = 17;

    private static final int MAXIMUM_NAME_BYTES = 4096;

    static TimezoneUpdate decode(ByteBuf in) {
        return new TimezoneUpdate(WireInput.readString(in, MAXIMUM_NAME_BYTES, "a time zone"));
    }
}
