package io.peristyle.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.peristyle.compress.CompressionMethod;
import io.peristyle.compress.FrameReader;
import io.peristyle.compress.FrameWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Frames with their checksums, of the bytes of a server's block: nanoseconds for a row of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Samples.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {
    @Param({"NONE", "LZ4", "ZSTD"})
    public String method = "";

    @Param({"UINT64", "STRING"})
    public Shape shape = Shape.UINT64;

    private ByteBuf payload = PooledByteBufAllocator.DEFAULT.directBuffer();
    private ByteBuf frames = PooledByteBufAllocator.DEFAULT.directBuffer();
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
    private final FrameReader reader =
            new FrameReader(PooledByteBufAllocator.DEFAULT, FrameReader.DEFAULT_MAXIMUM_FRAME_BYTES);
    private FrameWriter writer = writer(CompressionMethod.NONE);

    private static FrameWriter writer(CompressionMethod method) {
        return new FrameWriter(method, CompressionMethod.DEFAULT_LEVEL, PooledByteBufAllocator.DEFAULT);
    }

    @Setup
    public void compress() {
        writer = writer(CompressionMethod.valueOf(method));
        payload = Samples.encoded(shape.block());
        frames = PooledByteBufAllocator.DEFAULT.directBuffer();
        writer.write(payload, frames);
    }

    @TearDown
    public void release() {
        reader.release();
        writer.close();
    }

    @Benchmark
    public long read() {
        frames.readerIndex(0);
        long bytes = 0;
        while (frames.isReadable()) {
            ByteBuf part = reader.read(frames);
            if (part == null) {
                throw new IllegalStateException("the frame is not complete");
            }
            bytes += part.readableBytes();
        }
        return bytes;
    }

    @Benchmark
    public ByteBuf write() {
        writer.write(payload.readerIndex(0), out.clear());
        return out;
    }
}
