package io.peristyle.benchmarks.peers;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.data_formats.RowBinaryFormatWriter;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.peristyle.benchmarks.contender.Contender;
import io.peristyle.benchmarks.contender.Measurement;
import io.peristyle.benchmarks.contender.Mixed;
import io.peristyle.benchmarks.contender.Operation;
import io.peristyle.benchmarks.contender.Point;
import io.peristyle.benchmarks.contender.Setup;
import io.peristyle.benchmarks.contender.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * ClickHouse's own Java client, over HTTP. Reads RowBinary by its streaming reader, with buffers reused, and writes it by its
 * writer, which took less time than its serializers of POJOs; its reader of Native fails at W1. On threads of its caller:
 * its asynchronous mode takes a thread for each request.
 */
@SuppressWarnings("try") // Its answers say that closing may throw anything.
public final class ClientV2 implements Contender {
    private final Client client;
    private final QuerySettings rows = new QuerySettings().setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes);
    private final InsertSettings insertSettings = new InsertSettings().serverSetting("async_insert", "0");
    private final Map<String, TableSchema> schemas = new ConcurrentHashMap<>();

    public ClientV2(Setup setup) {
        boolean compressed = setup.workload().isCompressed();
        client = new Client.Builder()
                .addEndpoint(
                        "http://" + setup.server().host() + ":" + setup.server().httpPort())
                .setUsername("default")
                .setPassword("")
                .setMaxConnections(setup.workload().connections())
                .useAsyncRequests(false)
                .compressServerResponse(compressed)
                .compressClientRequest(compressed)
                .allowBinaryReaderToReuseBuffers(true)
                .useServerTimeZone(false)
                .useTimeZone("UTC")
                .build();
    }

    @Override
    public Set<Workload.Kind> kinds() {
        return Set.of(
                Workload.Kind.NUMBERS,
                Workload.Kind.RECORDS,
                Workload.Kind.INSERT,
                Workload.Kind.STUB_POINTS,
                Workload.Kind.POINTS,
                Workload.Kind.STUB_ONE,
                Workload.Kind.ONE,
                Workload.Kind.SINGLE_INSERTS);
    }

    @Override
    public String version() {
        return Client.clientVersion;
    }

    @Override
    public long numbers(long rows) throws Exception {
        long sum = 0;
        try (QueryResponse response = query("SELECT number FROM system.numbers_mt LIMIT " + rows);
                ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
            while (reader.hasNext()) {
                reader.next();
                sum += reader.getLong(1);
            }
        }
        return sum;
    }

    @Override
    public long records(long rows) throws Exception {
        long sum = 0;
        try (QueryResponse response = query(Mixed.sql(rows));
                ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
            while (reader.hasNext()) {
                reader.next();
                sum += new MixedRow(
                                reader.getLong(1),
                                reader.getString(2),
                                reader.getInstant(3),
                                reader.getDouble(4),
                                reader.hasValue(5) ? reader.getLong(5) : null,
                                reader.getList(6))
                        .check();
            }
        }
        return sum;
    }

    @Override
    public Batch batch(List<Measurement> rows) {
        List<Timed> timed = rows.stream().map(Timed::new).toList();
        return table -> insert(table, timed).close();
    }

    private InsertResponse insert(String table, List<Timed> rows) throws Exception {
        TableSchema schema = schemas.computeIfAbsent(table, client::getTableSchema);
        return client.insert(table, out -> write(rows, out, schema), ClickHouseFormat.RowBinary, insertSettings)
                .get();
    }

    private static void write(List<Timed> rows, OutputStream out, TableSchema schema) throws IOException {
        RowBinaryFormatWriter writer = new RowBinaryFormatWriter(out, schema, ClickHouseFormat.RowBinary);
        for (Timed timed : rows) {
            Measurement row = timed.row;
            writer.setLong(1, row.id());
            writer.setString(2, row.name());
            writer.setDateTime(3, timed.ts);
            writer.setDouble(4, row.score());
            writer.commitRow();
        }
    }

    /** A row with its time as the writer takes it. */
    private record Timed(Measurement row, ZonedDateTime ts) {
        Timed(Measurement row) {
            this(row, row.ts().atZone(ZoneOffset.UTC));
        }
    }

    @Override
    public Operation points() {
        return (Operation.Blocking) id -> {
            try (QueryResponse response = query("SELECT * FROM bench_points WHERE id = " + id);
                    ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
                reader.next();
                return new Point(reader.getLong(1), reader.getString(2), reader.getInstant(3), reader.getDouble(4))
                        .check();
            }
        };
    }

    @Override
    public Operation one() {
        return (Operation.Blocking) i -> {
            try (QueryResponse response = query("SELECT 1");
                    ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
                reader.next();
                return reader.getLong(1);
            }
        };
    }

    @Override
    public Operation insertsInto(String table, List<Measurement> rows) {
        List<List<Timed>> timed =
                rows.stream().map(row -> List.of(new Timed(row))).toList();
        return (Operation.Blocking) i -> {
            try (InsertResponse response = insert(table, timed.get(i))) {
                return response.getWrittenRows();
            }
        };
    }

    private QueryResponse query(String sql) throws Exception {
        return client.query(sql, rows).get();
    }

    @Override
    public void close() {
        client.close();
    }
}
