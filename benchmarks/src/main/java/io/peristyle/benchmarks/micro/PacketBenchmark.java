package io.peristyle.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.peristyle.packet.ClientIdentity;
import io.peristyle.packet.ClientInfo;
import io.peristyle.packet.EndOfData;
import io.peristyle.packet.QueryPacket;
import io.peristyle.packet.Setting;
import io.peristyle.query.Parameter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The bytes of a point query, with what ends it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PacketBenchmark {
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer();
    private final QueryPacket query = new QueryPacket(
            "0f8fad5b-d9cb-469f-a165-70867728950e",
            new ClientInfo(new ClientIdentity("benchmark", 0, 1, 0, Samples.REVISION), "user", "host", "", "", null),
            List.of(new Setting("max_threads", "1", Setting.Kind.REQUIRED)),
            List.of(),
            false,
            "SELECT * FROM bench_points WHERE id = {id:UInt64}",
            List.of(new Parameter("id", "1234567", "1234567")));

    @Benchmark
    public ByteBuf query() {
        query.encode(out.clear(), Samples.REVISION);
        EndOfData.PLAIN.encode(out, Samples.REVISION);
        return out;
    }
}
