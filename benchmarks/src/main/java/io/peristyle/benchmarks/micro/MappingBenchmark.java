package io.peristyle.benchmarks.micro;

import io.peristyle.benchmarks.contender.Mixed;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.query.TableColumn;
import io.peristyle.record.BlockAssembler;
import io.peristyle.record.Mappings;
import io.peristyle.record.RowMapping;
import io.peristyle.record.RowWriting;
import io.peristyle.type.ClickHouseType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Records to and from columns: nanoseconds for a record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Samples.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MappingBenchmark {
    private static final List<TableColumn> COLUMNS = List.of(
            new TableColumn("id", ClickHouseType.parse("UInt64"), ""),
            new TableColumn("name", ClickHouseType.parse("String"), ""),
            new TableColumn("ts", ClickHouseType.parse("DateTime"), ""),
            new TableColumn("score", ClickHouseType.parse("Float64"), ""),
            new TableColumn("opt", ClickHouseType.parse("Nullable(UInt64)"), ""),
            new TableColumn("arr", ClickHouseType.parse("Array(UInt64)"), ""));

    private final RowMapping<Mixed> mapping = new Mappings().of(Mixed.class);
    private final RowWriting<Mixed> writing = new Mappings().writing(Mixed.class);
    private final List<Mixed> records = records();
    private final Block block = assembled();

    private static List<Mixed> records() {
        List<Mixed> records = new ArrayList<>();
        for (long i = 0; i < Samples.ROWS; i++) {
            Long opt = i % 7 == 0 ? null : Long.valueOf(i);
            records.add(new Mixed(i, Long.toString(i), Instant.ofEpochSecond(i), i / 3.0, opt, new long[] {i, i + 1}));
        }
        return records;
    }

    private Block assembled() {
        BlockAssembler<Mixed> assembler = new BlockAssembler<>(COLUMNS, writing, Samples.CODECS, Samples.ROWS);
        records.forEach(assembler::add);
        return assembler.build();
    }

    @Benchmark
    public void read(Blackhole sink) {
        RowMapping.BlockRows<Mixed> rows = mapping.bind(block);
        for (int row = 0; row < rows.size(); row++) {
            sink.consume(rows.row(row));
        }
    }

    /** One field of each row, without an object for it. */
    @Benchmark
    public double readColumn() {
        Column scores = block.column(3);
        double sum = 0;
        for (int row = 0; row < block.rows(); row++) {
            sum += scores.doubleValue(row);
        }
        return sum;
    }

    @Benchmark
    public Block write() {
        return assembled();
    }
}
