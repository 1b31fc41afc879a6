package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.WireOutput;

/**
 * The W3C trace that a query belongs to.
 *
 * <p>On the wire the trace's identifier is two little-endian halves, the high one first, as in a UUID column.
 *
 * @param flags the flag byte of {@code traceparent}; 1 means sampled
 */
public record TraceContext(long traceIdHigh, long traceIdLow, long spanId, String state, byte flags) {
    void encode(ByteBuf out) {
        out.writeLongLE(traceIdHigh);
        out.writeLongLE(traceIdLow);
        out.writeLongLE(spanId);
        WireOutput.writeString(out, state);
        out.writeByte(flags);
    }
}
