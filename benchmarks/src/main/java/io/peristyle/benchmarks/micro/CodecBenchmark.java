package io.peristyle.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.peristyle.codec.BlockReader;
import io.peristyle.codec.BlockWriter;
import io.peristyle.codec.ReadLimits;
import io.peristyle.column.Block;
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
import org.openjdk.jmh.annotations.Warmup;

/** Blocks of one column to and from bytes, for each shape: nanoseconds for a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Samples.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    @Param
    public Shape shape = Shape.UINT8;

    private Block block = Block.EMPTY;
    private ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer();
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
    private final BlockReader reader = new BlockReader(Samples.REVISION, Samples.CODECS, ReadLimits.DEFAULT);
    private final BlockWriter writer = new BlockWriter(Samples.REVISION, Samples.CODECS);

    @Setup
    public void encode() {
        block = shape.block();
        bytes = Samples.encoded(block);
    }

    @Benchmark
    public Block decode() {
        reader.reset();
        bytes.readerIndex(0);
        if (!reader.read(bytes)) {
            throw new IllegalStateException("the block is not complete");
        }
        return reader.block();
    }

    @Benchmark
    public ByteBuf write() {
        writer.write(out.clear(), block, 0, block.rows());
        return out;
    }
}
