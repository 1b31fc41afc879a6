package io.peristyle.benchmarks.peers;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
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
import java.util.List;
import java.util.Set;

/**
 * ClickHouse's own Java client, over HTTP. Reads RowBinary by its streaming reader, with buffers reused, and inserts POJOs by
 * the serializers that it compiles for them. On threads of its caller: its asynchronous mode takes a thread for each request,
 * and was slower.
 */
@SuppressWarnings("try") // Its answers say that closing may throw anything.
public final class ClientV2 implements Contender {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Client client;
    private final QuerySettings rows = new QuerySettings().setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes);

    public ClientV2(Setup setup) {
        boolean compressed = setup.workload().isCompressed();
        Client.Builder builder = new Client.Builder()
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
                .useTimeZone("UTC");
        if (!setup.workload().isOfRequests()) {
            builder.setClientNetworkBufferSize(BUFFER_BYTES);
        }
        client = builder.build();
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
        List<MeasurementBean> beans = rows.stream().map(MeasurementBean::new).toList();
        InsertSettings settings = insertSettings();
        return table -> {
            register(table);
            client.insert(table, beans, settings).get().close();
        };
    }

    private String registered = "";

    private void register(String table) {
        if (!registered.equals(table)) {
            TableSchema schema = client.getTableSchema(table);
            client.register(MeasurementBean.class, schema);
            registered = table;
        }
    }

    private static InsertSettings insertSettings() {
        return new InsertSettings().serverSetting("async_insert", "0");
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
        register(table);
        List<List<MeasurementBean>> beans =
                rows.stream().map(row -> List.of(new MeasurementBean(row))).toList();
        InsertSettings settings = insertSettings();
        return (Operation.Blocking) i -> {
            try (InsertResponse response =
                    client.insert(table, beans.get(i), settings).get()) {
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
