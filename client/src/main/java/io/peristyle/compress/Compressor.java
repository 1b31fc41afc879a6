package io.peristyle.compress;

import java.nio.ByteBuffer;

/** Compresses one frame's body from a direct buffer into another. Not thread-safe. */
interface Compressor extends AutoCloseable {
    /** The most bytes that {@code size} bytes can become. */
    int bound(int size);

    /** Compresses {@code size} bytes from index {@code at}; the number of bytes put at {@code outAt}. */
    int compress(ByteBuffer in, int at, int size, ByteBuffer out, int outAt, int room);

    @Override
    void close();

    /** A compressor for {@code method}; level 0 means the method's own. */
    static Compressor of(CompressionMethod method, int level) {
        int effective = level == CompressionMethod.DEFAULT_LEVEL ? method.defaultLevel() : level;
        return switch (method) {
            case NONE -> new Copy();
            case LZ4, LZ4HC -> Lz4.compressor(method, effective);
            case ZSTD -> Zstandard.compressor(effective);
        };
    }

    /** Leaves the bytes as they are. */
    final class Copy implements Compressor {
        @Override
        public int bound(int size) {
            return size;
        }

        @Override
        public int compress(ByteBuffer in, int at, int size, ByteBuffer out, int outAt, int room) {
            out.put(outAt, in, at, size);
            return size;
        }

        @Override
        public void close() {}
    }
}
