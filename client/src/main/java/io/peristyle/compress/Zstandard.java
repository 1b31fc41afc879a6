package io.peristyle.compress;

import io.netty.buffer.ByteBufAllocator;
import io.peristyle.error.ConfigurationException;

/** The door to zstd-jni, which an application may leave out. */
final class Zstandard {
    private static final String ZSTD_OFF = "set network_compression_method to LZ4";

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
            throw missing(
                    "ZSTD, with which the server compresses as its setting network_compression_method says,",
                    ZSTD_OFF,
                    e);
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
        return missing("ZSTD compression", "use compress=lz4", e);
    }

    private static ConfigurationException missing(String what, String instead, LinkageError e) {
        return new ConfigurationException(
                what + " needs the library com.github.luben:zstd-jni, which is not on the class path or has no"
                        + " native code for this platform; add it, or " + instead,
                e);
    }
}
