package io.peristyle.compress;

import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** LZ4's block format, by native code where the platform has it. */
final class Lz4 {
    /** A block of n bytes cannot yield more than 255 n: a byte of a length adds 255, all others add less. */
    static final int MAXIMUM_RATIO = 255;

    private static final LZ4Factory FACTORY = factory();
    private static final LZ4SafeDecompressor DECOMPRESSOR = FACTORY.safeDecompressor();

    private Lz4() {}

    // LZ4Factory.fastestInstance alone would not try native code under a class loader other than the system's.
    private static LZ4Factory factory() {
        try {
            return LZ4Factory.nativeInstance();
        } catch (LinkageError | RuntimeException | AssertionError e) {
            return LZ4Factory.fastestInstance();
        }
    }

    static void decompress(ByteBuffer in, int at, int length, ByteBuffer out, int outAt, int size) {
        int written;
        try {
            written = DECOMPRESSOR.decompress(in, at, length, out, outAt, size);
        } catch (LZ4Exception e) {
            throw new MalformedDataException("the LZ4 body of a compressed frame is malformed", e);
        }
        if (written != size) {
            throw new MalformedDataException(
                    "the LZ4 body of a compressed frame yields " + written + " bytes instead of " + size);
        }
    }

    static Compressor compressor(CompressionMethod method, int level) {
        LZ4Compressor compressor =
                method == CompressionMethod.LZ4HC ? FACTORY.highCompressor(level) : FACTORY.fastCompressor();
        return new Compressor() {
            @Override
            public int bound(int size) {
                return compressor.maxCompressedLength(size);
            }

            @Override
            public int compress(ByteBuffer in, int at, int size, ByteBuffer out, int outAt, int room) {
                return compressor.compress(in, at, size, out, outAt, room);
            }

            @Override
            public void close() {}
        };
    }
}
