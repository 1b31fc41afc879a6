package io.peristyle.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.peristyle.codec.BlockWriter;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import java.time.ZoneOffset;

/** What the benchmarks have in common: blocks as large as a server's, of the newest revision. */
final class Samples {
    /** Rows of a block, as ClickHouse sends them. */
    static final int ROWS = 65_409;

    /** The newest revision that the client declares. */
    static final int REVISION = 54_488;

    static final CodecRegistry CODECS = new CodecRegistry(ZoneOffset.UTC);

    private Samples() {}

    /** The block's bytes. */
    static ByteBuf encoded(Block block) {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer();
        new BlockWriter(REVISION, CODECS).write(bytes, block, 0, block.rows());
        return bytes;
    }
}
