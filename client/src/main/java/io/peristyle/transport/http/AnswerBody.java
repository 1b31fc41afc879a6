package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.codec.BlockReader;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.codec.ReadLimits;
import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.options.Limits;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the answers of one connection, one after another: frames opened, blocks read, the server's error told from
 * data. Owns the buffers. Event loop only.
 *
 * <h2>Implementation note</h2>
 *
 * Servers from 25.11 on mark an error in the middle of data with what the header announced, see {@link ErrorMarker}. Older
 * ones put its text behind the last block and end the body as if all were well. There the bytes since the end of a block are
 * kept as long as they may be such a text, and looked at if they turn out not to be a block.
 */
final class AnswerBody {
    private final AnswerPayload payload;
    private final CodecRegistry codecs;
    private final BlockReader blocks;
    private final ErrorText text = new ErrorText();

    private Kind kind = Kind.TEXT;
    private @Nullable ErrorMarker marker;

    /** Opened, and not yet read to its end; a view that others own. */
    private @Nullable ByteBuf opened;

    /** The part of what is opened that is known to be data. */
    private @Nullable ByteBuf data;

    private @Nullable ArrayPool arrays;

    private boolean inBlock;
    private boolean suspicious;

    AnswerBody(int revision, CodecRegistry codecs, Limits limits, ByteBufAllocator allocator) {
        this.codecs = codecs;
        payload = new AnswerPayload(allocator, limits.maximumFrameBytes());
        blocks = new BlockReader(
                revision,
                codecs,
                new ReadLimits(
                        limits.maximumStringBytes(),
                        limits.maximumBlockBytes(),
                        limits.maximumBlockRows(),
                        limits.maximumColumns()));
    }

    /** What a body holds. */
    enum Kind {
        /** Blocks, framed or not. */
        BLOCKS,
        /** Anything, framed or not, to be handed out as it is. */
        RAW,
        /** A text, such as an error. */
        TEXT,
        /** The text of an error behind data. */
        ERROR
    }

    /** What {@link #next} came to. */
    enum Step {
        /** Everything was read; more has to arrive. */
        NEEDS_BYTES,
        /** A block, in {@link AnswerBody#block()}. */
        BLOCK,
        /** Raw data, in {@link AnswerBody#bytes()}. */
        BYTES,
        /** The end, as the framing has it; of blocks, or of a text in {@link AnswerBody#text()}. */
        END,
        /** The end of an error behind data, in {@link AnswerBody#text()}. */
        ERROR,
        /** The socket was closed before the end. */
        CUT
    }

    /**
     * An answer begins.
     *
     * @param encoding how the body is compressed; a text may be in frames or not where these are expected
     * @param tag what marks an error between blocks; null if the server has no such mark
     */
    void begin(Kind expected, AnswerEncoding encoding, @Nullable String tag) {
        kind = expected;
        payload.begin(encoding, expected == Kind.TEXT);
        marker = tag == null || expected == Kind.TEXT ? null : new ErrorMarker(tag);
        inBlock = false;
        text.clear();
    }

    /** The zone of this answer's times whose type names none; null: the server's. */
    void takeTimesIn(@Nullable ZoneId zone) {
        blocks.use(codecs.inZone(zone));
    }

    /** Makes the blocks of this answer out of arrays of {@code pool}; null: out of new ones. */
    void takeArraysFrom(@Nullable ArrayPool pool) {
        arrays = pool;
    }

    /** The body's bytes, as they arrive. */
    AnswerPayload payload() {
        return payload;
    }

    /** Reads on. */
    Step next() {
        while (kind == Kind.BLOCKS || kind == Kind.RAW) {
            ByteBuf in = nextData();
            if (in != null) {
                if (kind == Kind.RAW) {
                    return Step.BYTES;
                }
                if (readBlock(in)) {
                    return Step.BLOCK;
                }
            } else if (marker != null && marker.found()) {
                kind = Kind.ERROR;
            } else {
                Step step = withoutData();
                if (step != null) {
                    return step;
                }
            }
        }
        for (ByteBuf in = nextPayload(); in != null; in = nextPayload()) {
            text.add(in, in.readerIndex(), in.writerIndex());
            in.skipBytes(in.readableBytes());
        }
        return atEnd();
    }

    /** The block read last. */
    Block block() {
        return blocks.block();
    }

    /** Takes the raw data read last. */
    ByteBuffer bytes() {
        ByteBuf in = Objects.requireNonNull(data);
        ByteBuffer copy = ByteBuffer.allocate(in.readableBytes());
        in.readBytes(copy);
        return copy.flip().asReadOnlyBuffer();
    }

    /** The text that the body is, or ended with; empty if it consists of data. */
    String text() {
        return kind == Kind.BLOCKS || kind == Kind.RAW ? "" : text.text();
    }

    /** The answer was dealt with: drops what was not read. */
    void reset() {
        payload.reset();
        arrays = null;
        opened = null;
        data = null;
        kind = Kind.TEXT;
    }

    /** Drops what was not read, and gives all memory back. */
    void release() {
        reset();
        payload.release();
    }

    private boolean readBlock(ByteBuf in) {
        if (!inBlock) {
            blocks.reset(arrays);
            inBlock = true;
            suspicious = marker == null;
            text.clear();
        }
        int from = in.readerIndex();
        try {
            if (blocks.read(in)) {
                inBlock = false;
                return true;
            }
            suspect(in, from, in.readerIndex());
            return false;
        } catch (MalformedDataException | UnsupportedTypeException e) {
            suspect(in, from, in.writerIndex());
            if (!suspicious || !text.isError()) {
                throw e;
            }
            in.skipBytes(in.readableBytes());
            kind = Kind.ERROR;
            return false;
        }
    }

    private void suspect(ByteBuf in, int from, int to) {
        if (suspicious) {
            text.add(in, from, to);
            suspicious = text.mayBeError();
        }
    }

    /** No data are left; null if there are, after all. */
    private @Nullable Step withoutData() {
        boolean isError = inBlock && suspicious && text.isError();
        if (!payload.isComplete() && !(payload.isCut() && isError)) {
            return atEnd();
        }
        data = marker == null ? null : marker.rest();
        if (data != null) {
            return null;
        }
        if (isError) {
            kind = Kind.ERROR;
            return null;
        }
        if (payload.isMidFrame()) {
            throw new MalformedDataException("the body ended in the middle of its compressed data");
        }
        if (inBlock) {
            throw new MalformedDataException("the body ended in the middle of a block");
        }
        return Step.END;
    }

    private Step atEnd() {
        if (!payload.isComplete() && !payload.isCut()) {
            return Step.NEEDS_BYTES;
        }
        if (kind == Kind.ERROR) {
            return Step.ERROR;
        }
        return payload.isComplete() ? Step.END : Step.CUT;
    }

    private @Nullable ByteBuf nextData() {
        while (data == null || !data.isReadable()) {
            // What was read to its end is given back now, and may serve somebody else.
            data = null;
            ByteBuf in = nextPayload();
            if (in == null) {
                return null;
            }
            data = marker == null ? in : marker.next(in);
            if (marker != null && marker.found() && data == null) {
                return null;
            }
        }
        return data;
    }

    private @Nullable ByteBuf nextPayload() {
        if (opened == null || !opened.isReadable()) {
            opened = null;
            opened = payload.next();
        }
        return opened;
    }
}
