package io.peristyle.compress;

import io.netty.buffer.ByteBuf;

/** Compresses a payload that comes in pieces. Belongs to one connection; not thread-safe. */
public interface PayloadWriter extends AutoCloseable {
    /** Appends all readable bytes of {@code payload}, compressed, and consumes them. */
    void write(ByteBuf payload, ByteBuf out);

    /** Appends what the end of a payload takes; what is written afterwards is another one. */
    void end(ByteBuf out);

    /** Gives native memory back. */
    @Override
    void close();

    /**
     * Writes gzip.
     *
     * @param level 1 to 9; {@link CompressionMethod#DEFAULT_LEVEL}: 3, as servers take
     */
    static PayloadWriter gzip(int level) {
        return new GzipWriter(level == CompressionMethod.DEFAULT_LEVEL ? GzipWriter.LEVEL : level);
    }
}
