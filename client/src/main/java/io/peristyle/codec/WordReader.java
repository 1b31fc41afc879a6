package io.peristyle.codec;

import io.netty.buffer.ByteBuf;

/** Reads a little-endian number of eight bytes, which may arrive one at a time. */
final class WordReader {
    private long value;
    private int bytes;

    /** Reads on; true when the number is complete and stands in {@link #value()}. The next call begins a new one. */
    boolean read(ByteBuf in) {
        if (bytes == Long.BYTES) {
            bytes = 0;
            value = 0;
        }
        if (bytes == 0 && in.readableBytes() >= Long.BYTES) {
            value = in.readLongLE();
            bytes = Long.BYTES;
            return true;
        }
        while (bytes < Long.BYTES && in.isReadable()) {
            value |= (in.readByte() & 0xffL) << (8 * bytes++);
        }
        return bytes == Long.BYTES;
    }

    /** The number read last. */
    long value() {
        return value;
    }
}
