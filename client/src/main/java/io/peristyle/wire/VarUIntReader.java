package io.peristyle.wire;

import io.netty.buffer.ByteBuf;

/** Reads one VarUInt whose bytes may arrive one at a time. Never reads a byte twice; usable again after a value. */
public final class VarUIntReader {
    private long value;
    private int shift;
    private boolean complete;

    /** Reads on; true when the number is complete and stands in {@link #value()}. The next call begins a new one. */
    public boolean read(ByteBuf in) {
        if (complete) {
            value = 0;
            shift = 0;
            complete = false;
        }
        while (in.isReadable()) {
            byte next = in.readByte();
            check(next);
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
            if (next >= 0) {
                complete = true;
                return true;
            }
        }
        return false;
    }

    private void check(byte next) {
        if (shift == 63 && (next & 0xfe) != 0) {
            throw new MalformedDataException("a VarUInt over 64 bits");
        }
        if (shift > 0 && next == 0) {
            throw new MalformedDataException("a VarUInt that ends with a superfluous zero byte");
        }
    }

    /** The number read last; 2^63 and more are negative. */
    public long value() {
        return value;
    }
}
