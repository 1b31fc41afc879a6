package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines of progress out of the head of an answer. Event loop only.
 *
 * <pre>
 * X-ClickHouse-Progress: {"read_rows":"2752512","read_bytes":"240570816","total_rows_to_read":"8880128"}
 * </pre>
 */
final class ProgressLines {
    private static final String NAME = "X-ClickHouse-Progress: ";
    private static final int MAXIMUM_LINE = 64 << 10;

    private boolean active;

    /** The beginning of a line whose end has not arrived; null if there is none. */
    private @Nullable ByteBuf begun;

    /** A head is about to arrive. */
    void begin() {
        active = true;
    }

    /** Whether the head has not ended yet. */
    boolean isActive() {
        return active;
    }

    /** Takes over {@code in}; what remains of it belongs to the caller, or is null. */
    @Nullable
    ByteBuf take(ByteBuf in, ByteBufAllocator allocator, Consumer<String> progress) {
        if (begun == null && isHeadWithoutProgress(in)) {
            active = false;
            return in;
        }
        ByteBuf whole = in;
        if (begun != null) {
            whole = allocator.directBuffer(begun.readableBytes() + in.readableBytes());
            whole.writeBytes(begun).writeBytes(in);
            release();
            in.release();
        }
        ByteBuf rest = allocator.directBuffer(Math.max(256, whole.readableBytes()));
        try {
            takeLines(whole, rest, progress);
            if (active && whole.isReadable()) {
                begun = allocator.directBuffer(whole.readableBytes()).writeBytes(whole);
            } else {
                rest.writeBytes(whole);
            }
        } finally {
            whole.release();
        }
        if (rest.isReadable()) {
            return rest;
        }
        rest.release();
        return null;
    }

    void release() {
        if (begun != null) {
            begun.release();
            begun = null;
        }
    }

    private void takeLines(ByteBuf in, ByteBuf rest, Consumer<String> progress) {
        while (active) {
            int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
            if (end < 0) {
                // The decoder refuses what is too long for a line.
                active = in.readableBytes() < MAXIMUM_LINE;
                return;
            }
            int length = end + 1 - in.readerIndex();
            if (isProgress(in, in.readerIndex(), length)) {
                progress.accept(
                        in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString());
            } else {
                active = length > 2;
                rest.writeBytes(in, length);
            }
        }
    }

    /** Most heads arrive as a whole, and have none. */
    private static boolean isHeadWithoutProgress(ByteBuf in) {
        int start = in.readerIndex();
        for (int end = in.indexOf(start, in.writerIndex(), (byte) '\n');
                end >= 0;
                end = in.indexOf(start, in.writerIndex(), (byte) '\n')) {
            int length = end + 1 - start;
            if (length <= 2) {
                return true;
            } else if (isProgress(in, start, length)) {
                return false;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean isProgress(ByteBuf in, int start, int length) {
        if (length < NAME.length()) {
            return false;
        }
        for (int i = 0; i < NAME.length(); i++) {
            if (in.getByte(start + i) != NAME.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
