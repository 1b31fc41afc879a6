package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a known number of bytes, allocating as they arrive. */
final class ByteRun {
    private final int length;
    private final @Nullable ReadBudget block;
    private byte[] bytes = new byte[0];
    private int count;

    /** Bytes that may be kept. */
    ByteRun(int length) {
        this(length, null);
    }

    /** Bytes of a block. */
    ByteRun(int length, @Nullable ReadBudget block) {
        this.length = length;
        this.block = block;
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
        int capacity = FixedWidthReader.capacity(bytes.length, needed, length, 1);
        return block == null ? Arrays.copyOf(bytes, capacity) : block.grown(bytes, capacity, Arrays::copyOf);
    }
}
