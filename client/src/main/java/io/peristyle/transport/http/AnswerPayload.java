package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.peristyle.compress.FrameReader;
import io.peristyle.compress.PayloadReader;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What has arrived of a body, decompressed piece by piece as it is asked for. Owns the buffers. Event loop only. */
final class AnswerPayload {
    private static final int METHOD_IN_FRAME = 16;

    private final ByteBufAllocator allocator;
    private final FrameReader frames;
    private final ArrayDeque<ByteBuf> arrived = new ArrayDeque<>();

    /** Of a body that is compressed as a whole; kept for the next one. */
    private @Nullable PayloadReader whole;

    private AnswerEncoding wholeIs = AnswerEncoding.PLAIN;

    /** Opens the body at hand; null if it is not compressed. */
    private @Nullable PayloadReader reader;

    /** Whether it has yet to be seen if the body is in frames. */
    private boolean framesUnknown;

    private boolean complete;
    private boolean cut;

    AnswerPayload(ByteBufAllocator allocator, int maximumFrameBytes) {
        this.allocator = allocator;
        this.frames = new FrameReader(allocator, maximumFrameBytes);
    }

    /** A body begins; a text may be in frames or not where these are expected. */
    void begin(AnswerEncoding encoding, boolean text) {
        framesUnknown = text && encoding == AnswerEncoding.FRAMES;
        reader = switch (encoding) {
            case PLAIN -> null;
            case FRAMES -> framesUnknown ? null : frames;
            case GZIP, ZSTD -> whole(encoding);
        };
        if (reader != null && reader.isMidFrame()) {
            reader.release();
        }
    }

    /** Takes over {@code buffer}. */
    void add(ByteBuf buffer) {
        if (buffer.isReadable()) {
            arrived.add(buffer);
        } else {
            buffer.release();
        }
    }

    /** The end of the body has arrived. */
    void complete() {
        complete = true;
    }

    /** The socket was closed. */
    void cut() {
        cut = true;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isCut() {
        return cut;
    }

    /** Whether the end has arrived, and all was read. */
    boolean isRead() {
        return complete && arrived.isEmpty();
    }

    /** Whether what was read stops in the middle of what belongs together. */
    boolean isMidFrame() {
        return reader != null && reader.isMidFrame();
    }

    /** The next piece, to be read before the next call; null if more has to arrive. */
    @Nullable
    ByteBuf next() {
        if (framesUnknown && !learnFraming()) {
            return null;
        }
        for (ByteBuf in = arrived.peekFirst(); in != null; in = arrived.peekFirst()) {
            ByteBuf opened = reader == null ? in : reader.read(in);
            if (opened != null && opened.isReadable()) {
                return opened;
            }
            if (opened == null || reader == null) {
                arrived.removeFirst().release();
            }
        }
        return null;
    }

    /** Drops what was not read. */
    void reset() {
        for (ByteBuf in = arrived.pollFirst(); in != null; in = arrived.pollFirst()) {
            in.release();
        }
        complete = false;
    }

    /** Drops what was not read, and gives all memory back. */
    void release() {
        reset();
        frames.release();
        if (whole != null) {
            whole.release();
        }
    }

    private PayloadReader whole(AnswerEncoding encoding) {
        if (whole == null || wholeIs != encoding) {
            if (whole != null) {
                whole.release();
            }
            whole = encoding.reader(allocator);
            wholeIs = encoding;
        }
        return whole;
    }

    /** Servers frame some of their errors, even with data before them, and others not; false if it cannot be told yet. */
    private boolean learnFraming() {
        ByteBuf first = arrived.peekFirst();
        while (first != null && first.readableBytes() <= METHOD_IN_FRAME && arrived.size() > 1) {
            arrived.removeFirst();
            first = Unpooled.wrappedBuffer(first, arrived.removeFirst());
            arrived.addFirst(first);
        }
        boolean enough = first != null && first.readableBytes() > METHOD_IN_FRAME;
        if (!enough && !complete && !cut) {
            return false;
        }
        framesUnknown = false;
        boolean framed = enough && first != null && isMethod(first.getByte(first.readerIndex() + METHOD_IN_FRAME));
        reader = framed ? frames : null;
        return true;
    }

    private static boolean isMethod(byte code) {
        return code == (byte) 0x82 || code == (byte) 0x90 || code == 0x02;
    }
}
