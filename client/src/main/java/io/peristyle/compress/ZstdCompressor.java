package io.peristyle.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;

/** Compresses with zstd-jni. Keeps native memory until closed. */
final class ZstdCompressor implements Compressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx();

    ZstdCompressor(int level) {
        context.setLevel(level);
    }

    @Override
    public int bound(int size) {
        return Math.toIntExact(Zstd.compressBound(size));
    }

    @Override
    public int compress(ByteBuffer in, int at, int size, ByteBuffer out, int outAt, int room) {
        return context.compressDirectByteBuffer(out, outAt, room, in, at, size);
    }

    @Override
    public void close() {
        context.close();
    }
}
