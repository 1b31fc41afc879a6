package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.error.ConfigurationException;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the payload out of a compressed stream of bytes that may be cut anywhere, a bounded piece at a time. Belongs to one
 * connection; not thread-safe.
 */
public interface PayloadReader {
    /**
     * Reads on.
     *
     * @return some of the payload; null if {@code in} was used up, and all that it yields was handed out. It belongs to this
     *     reader or is a view of {@code in}: to be read before the next call and before {@code in} is released, and not to be
     *     released
     * @throws MalformedDataException if the stream is corrupt or over a limit; the reader is then good for {@link #release()}
     *     only
     */
    @Nullable
    ByteBuf read(ByteBuf in);

    /** Whether the stream would be incomplete if it ended here. */
    boolean isMidFrame();

    /** Gives all memory back and forgets what was half read. The reader may be used again. */
    void release();

    /** Reads gzip. */
    static PayloadReader gzip(ByteBufAllocator allocator) {
        return new GzipReader(allocator);
    }

    /**
     * Reads ZSTD as it is outside of ClickHouse's frames.
     *
     * @throws ConfigurationException if the library that it needs is not there
     */
    static PayloadReader zstd(ByteBufAllocator allocator) {
        return Zstandard.reader(allocator);
    }
}
