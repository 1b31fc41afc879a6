package io.peristyle.codec;

import io.netty.buffer.ByteBuf;

/**
 * Walks over blocks that nobody wants, such as the counters that follow every small answer, one at a time, from bytes that
 * may end anywhere. Takes and refuses what a {@link BlockReader} does, but keeps no values of fixed width and no strings;
 * columns of other types are read as usual and dropped. Used on one thread.
 */
public final class BlockSkipper {
    private final BlockReader blocks;

    /** {@code revision} is the one negotiated for the connection. */
    public BlockSkipper(int revision, CodecRegistry codecs, ReadLimits limits) {
        blocks = new BlockReader(revision, codecs, limits, new ValueSkipper());
    }

    /** Begins the next block; the one before was complete. */
    public void reset() {
        blocks.reset();
    }

    /**
     * Goes on; true when the block is complete. Bytes behind the block are left in {@code in}.
     *
     * @throws io.peristyle.wire.MalformedDataException if the bytes are none of a block, or one over the limits
     * @throws io.peristyle.error.UnsupportedTypeException if a column has a type that the client does not read
     */
    public boolean skip(ByteBuf in) {
        return blocks.read(in);
    }
}
