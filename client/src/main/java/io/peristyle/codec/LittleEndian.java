package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/** Runs of little-endian numbers between buffers and arrays, moved at once. */
final class LittleEndian {
    private LittleEndian() {}

    /** The next {@code bytes} readable bytes of {@code in}, to be read in the order of the wire. */
    static ByteBuffer source(ByteBuf in, int bytes) {
        return in.nioBuffer(in.readerIndex(), bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void write(ByteBuf out, short[] values, int from, int to) {
        int bytes = (to - from) * Short.BYTES;
        if (hasOneMemory(out, bytes)) {
            target(out, bytes).asShortBuffer().put(values, from, to - from);
            out.writerIndex(out.writerIndex() + bytes);
        } else {
            for (int i = from; i < to; i++) {
                out.writeShortLE(values[i]);
            }
        }
    }

    static void write(ByteBuf out, int[] values, int from, int to) {
        int bytes = (to - from) * Integer.BYTES;
        if (hasOneMemory(out, bytes)) {
            target(out, bytes).asIntBuffer().put(values, from, to - from);
            out.writerIndex(out.writerIndex() + bytes);
        } else {
            for (int i = from; i < to; i++) {
                out.writeIntLE(values[i]);
            }
        }
    }

    static void write(ByteBuf out, long[] values, int from, int to) {
        int bytes = (to - from) * Long.BYTES;
        if (hasOneMemory(out, bytes)) {
            target(out, bytes).asLongBuffer().put(values, from, to - from);
            out.writerIndex(out.writerIndex() + bytes);
        } else {
            for (int i = from; i < to; i++) {
                out.writeLongLE(values[i]);
            }
        }
    }

    static void write(ByteBuf out, float[] values, int from, int to) {
        int bytes = (to - from) * Float.BYTES;
        if (hasOneMemory(out, bytes)) {
            target(out, bytes).asFloatBuffer().put(values, from, to - from);
            out.writerIndex(out.writerIndex() + bytes);
        } else {
            for (int i = from; i < to; i++) {
                out.writeFloatLE(values[i]);
            }
        }
    }

    static void write(ByteBuf out, double[] values, int from, int to) {
        int bytes = (to - from) * Double.BYTES;
        if (hasOneMemory(out, bytes)) {
            target(out, bytes).asDoubleBuffer().put(values, from, to - from);
            out.writerIndex(out.writerIndex() + bytes);
        } else {
            for (int i = from; i < to; i++) {
                out.writeDoubleLE(values[i]);
            }
        }
    }

    /** Appends {@code bytes} bytes: all that {@code writer} gets a buffer of, and sets in any order. */
    static void write(ByteBuf out, int bytes, Consumer<ByteBuffer> writer) {
        if (hasOneMemory(out, bytes)) {
            writer.accept(target(out, bytes));
            out.writerIndex(out.writerIndex() + bytes);
        } else {
            ByteBuffer copied = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
            writer.accept(copied);
            out.writeBytes(copied.clear());
        }
    }

    /** Whether a view of the writable bytes shows the buffer's own memory rather than a copy. */
    private static boolean hasOneMemory(ByteBuf out, int bytes) {
        out.ensureWritable(bytes);
        return out.nioBufferCount() == 1;
    }

    private static ByteBuffer target(ByteBuf out, int bytes) {
        return out.nioBuffer(out.writerIndex(), bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
