package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Reads a known number of bytes, allocating as they arrive. */
final class ByteRun {
    private final int length;
    private byte[] bytes = new byte[0];
    private int count;

    ByteRun(int length) {
        this.length = length;
    }

    /** Reads on; true when all bytes are there. */
    boolean read(ByteBuf in) {
        int next = Math.min(in.readableBytes(), length - count);
        if (next > 0) {
            bytes = bytes.length >= count + next ? bytes : grown(count + next);
            in.readBytes(bytes, count, next);
            count += next;
        }
        return count == length;
    }

    /** Whether no byte was read yet. */
    boolean isEmpty() {
        return count == 0;
    }

    /** The bytes, exactly as many as there should be once {@link #read} said that all are there. */
    byte[] bytes() {
        return bytes;
    }

    private byte[] grown(int needed) {
        return Arrays.copyOf(bytes, FixedWidthReader.capacity(bytes.length, needed, length, 1));
    }
}
