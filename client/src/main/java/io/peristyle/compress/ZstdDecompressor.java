package io.peristyle.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;

/** Decompresses with zstd-jni. Keeps native memory until closed. */
final class ZstdDecompressor implements AutoCloseable {
    /** A block yields at most 128 KiB, and takes at least four bytes. */
    static final int MAXIMUM_RATIO = (128 << 10) / 4;

    private static final long UNKNOWN_SIZE = -1;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    /** Checks the size by what the body announces and can yield, before memory is taken for it. */
    void checkSize(ByteBuffer in, int at, int length, int size) {
        long announced = Zstd.getDirectByteBufferFrameContentSize(in, at, length);
        if (announced != size && announced != UNKNOWN_SIZE) {
            throw new MalformedDataException("the ZSTD body of a compressed frame does not hold " + size + " bytes");
        }
        if (size > (long) length * MAXIMUM_RATIO) {
            throw new MalformedDataException(
                    "a ZSTD frame announces " + size + " bytes from " + length + ", more than ZSTD can yield");
        }
    }

    void decompress(ByteBuffer in, int at, int length, ByteBuffer out, int outAt, int size) {
        int written;
        try {
            written = context.decompressDirectByteBuffer(out, outAt, size, in, at, length);
        } catch (ZstdException e) {
            throw new MalformedDataException("the ZSTD body of a compressed frame is malformed", e);
        }
        if (written != size) {
            throw new MalformedDataException(
                    "the ZSTD body of a compressed frame yields " + written + " bytes instead of " + size);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
