package io.peristyle.compress;

import io.netty.buffer.ByteBufAllocator;
import io.peristyle.error.ConfigurationException;

/** The door to zstd-jni, which an application may leave out. */
final class Zstandard {
    private Zstandard() {}

    static Compressor compressor(int level) {
        try {
            return new ZstdCompressor(level);
        } catch (LinkageError e) {
            throw missing(e);
        }
    }

    static ZstdDecompressor decompressor() {
        try {
            return new ZstdDecompressor();
        } catch (LinkageError e) {
            throw missing(e);
        }
    }

    static PayloadReader reader(ByteBufAllocator allocator) {
        try {
            return new ZstdReader(allocator);
        } catch (LinkageError e) {
            throw missing(e);
        }
    }

    private static ConfigurationException missing(LinkageError e) {
        return new ConfigurationException(
                "ZSTD compression needs the library com.github.luben:zstd-jni, which is not on the class path or has no"
                        + " native code for this platform; add it, or use compress=lz4",
                e);
    }
}
