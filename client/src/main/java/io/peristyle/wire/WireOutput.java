package io.peristyle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** Writes the protocol's primitives, without allocating. */
public final class WireOutput {
    private WireOutput() {}

    /** Writes an unsigned 64-bit number in 1 to 10 bytes. */
    public static void writeVarUInt(ByteBuf out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Writes length and UTF-8 bytes. */
    public static void writeString(ByteBuf out, CharSequence text) {
        int bytes = ByteBufUtil.utf8Bytes(text);
        writeVarUInt(out, bytes);
        ByteBufUtil.reserveAndWriteUtf8(out, text, bytes);
    }

    /** Writes length and bytes as they are. */
    public static void writeString(ByteBuf out, byte[] bytes) {
        writeVarUInt(out, bytes.length);
        out.writeBytes(bytes);
    }

    /** The bytes that {@link #writeVarUInt} takes for {@code value}. */
    public static int varUIntBytes(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    /** The bytes that {@link #writeString(ByteBuf, CharSequence)} takes for {@code text}. */
    public static int stringBytes(CharSequence text) {
        int bytes = ByteBufUtil.utf8Bytes(text);
        return varUIntBytes(bytes) + bytes;
    }

    public static void writeBoolean(ByteBuf out, boolean flag) {
        out.writeByte(flag ? 1 : 0);
    }
}
