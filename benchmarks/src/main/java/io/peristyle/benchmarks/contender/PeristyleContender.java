package io.peristyle.benchmarks.contender;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Block;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.IntColumn;
import io.peristyle.column.LongColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.options.ClientOptionsBuilder;
import io.peristyle.options.Compression;
import io.peristyle.options.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * This project's client. Its variant {@code loop} runs callbacks on the event loop, {@code lent} gives blocks back, {@code http}
 * speaks HTTP.
 */
public final class PeristyleContender implements Contender {
    private final ClickHouse db;
    private final boolean lent;

    public PeristyleContender(Setup setup) {
        lent = setup.variant().equals("lent");
        boolean http = setup.variant().equals("http");
        ClientOptionsBuilder options = ClickHouse.builder()
                .protocol(http ? Protocol.HTTP : Protocol.NATIVE)
                .endpoint(
                        setup.server().host(),
                        http ? setup.server().httpPort() : setup.server().tcpPort())
                .compression(setup.workload().isCompressed() ? Compression.Method.LZ4 : Compression.Method.NONE)
                .maxOpenConns(setup.workload().connections())
                .option("max_pending", Integer.toString(setup.workload().requesters()));
        if (setup.workload().connectsEachTime()) {
            options.maxIdleConns(0);
        }
        if (setup.variant().equals("new")) {
            options.maxOpenConns(setup.workload().requesters()).maxIdleConns(0);
        }
        if (setup.variant().equals("loop")) {
            options.callbackExecutor(Runnable::run);
        }
        db = ClickHouse.connect(options.build());
    }

    @Override
    public Set<Workload.Kind> kinds() {
        return EnumSet.allOf(Workload.Kind.class);
    }

    @Override
    public String version() {
        return "this build";
    }

    @Override
    public long numbers(long rows) {
        long[] sum = new long[1];
        scan("SELECT number FROM system.numbers_mt LIMIT " + rows, block -> sum[0] += sum(block.rawLongs(0)));
        return sum[0];
    }

    @Override
    public long records(long rows) {
        CheckingSubscriber subscriber = new CheckingSubscriber();
        db.query(Mixed.sql(rows)).publisher(Mixed.class).subscribe(subscriber);
        return subscriber.sum().join();
    }

    @Override
    public long columns(long rows) {
        long[] sum = new long[1];
        scan(Mixed.sql(rows), block -> sum[0] += check(block));
        return sum[0];
    }

    private void scan(String sql, Consumer<Block> consumer) {
        Query query = db.query(sql);
        (lent ? query.forEachLentBlock(consumer) : query.forEachBlock(consumer)).join();
    }

    private static long check(Block block) {
        BytesColumn names = (BytesColumn) block.column(1);
        ArrayColumn arrays = (ArrayColumn) block.column(5);
        long[] elements = ((LongColumn) arrays.elements()).values();
        long check = sum(block.rawLongs(0)) + 31 * sum(names);
        for (int seconds : ((IntColumn) block.column(2)).values()) {
            check += 17 * (seconds & 0xffff_ffffL);
        }
        for (double score : ((DoubleColumn) block.column(3)).values()) {
            check += Double.doubleToRawLongBits(score);
        }
        NullableColumn opt = (NullableColumn) block.column(4);
        byte[] nulls = opt.nulls();
        long[] values = ((LongColumn) opt.values()).values();
        for (int row = 0; row < block.rows(); row++) {
            check += nulls[row] != 0 ? 1 : 3 * values[row];
            int start = arrays.start(row);
            check += 5 * elements[start] + 7 * elements[start + 1];
        }
        return check;
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    private static long sum(BytesColumn texts) {
        byte[] bytes = texts.bytes();
        long sum = 0;
        for (int i = 0, end = texts.end(texts.size() - 1); i < end; i++) {
            sum += bytes[i];
        }
        return sum;
    }

    @Override
    public Batch batch(List<Measurement> rows) {
        return table ->
                db.insert(table).setting("async_insert", 0).records(rows).join();
    }

    @Override
    public Batch columnarBatch(List<Measurement> rows) {
        Map<String, Object> columns = Map.of(
                "id", rows.stream().mapToLong(Measurement::id).toArray(),
                "name", rows.stream().map(Measurement::name).toArray(String[]::new),
                "ts",
                        rows.stream()
                                .mapToInt(row -> (int) row.ts().getEpochSecond())
                                .toArray(),
                "score", rows.stream().mapToDouble(Measurement::score).toArray());
        return table ->
                db.insert(table).setting("async_insert", 0).columns(columns).join();
    }

    @Override
    public Batch blockBatch(int rows) {
        List<Block> blocks = Collections.synchronizedList(new ArrayList<>());
        db.query(Measurement.sql(rows))
                .setting("max_block_size", rows)
                .forEachBlock(blocks::add)
                .join();
        if (blocks.size() != 1) {
            throw new IllegalStateException("the rows came in " + blocks.size() + " blocks");
        }
        return table ->
                db.insert(table).setting("async_insert", 0).block(blocks.get(0)).join();
    }

    @Override
    public Operation points() {
        Query query = db.query("SELECT * FROM bench_points WHERE id = {id:UInt64}");
        return (Operation.Asynchronous) id -> query.param("id", id)
                .list(Point.class)
                .thenApply(found -> found.get(0).check());
    }

    @Override
    public Operation one() {
        Query query = db.query("SELECT 1");
        return (Operation.Asynchronous) i -> query.value(Long.class);
    }

    @Override
    public Operation insertsInto(String table, List<Measurement> rows) {
        return (Operation.Asynchronous) i -> db.insert(table)
                .setting("async_insert", 0)
                .records(List.of(rows.get(i)))
                .thenApply(summary -> 1L);
    }

    @Override
    public void close() {
        db.close();
    }
}
