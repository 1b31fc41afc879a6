package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Workload;
import io.peristyle.embedded.ClickHouseServer;
import java.io.IOException;

/** The tables of the workloads, and what arrived in them. */
final class BenchmarkTables {
    private static final String COLUMNS = " (id UInt64, name String, ts DateTime, score Float64) ENGINE = ";
    private static final String CHECKS =
            "SELECT count(), sum(id), sum(cityHash64(name)), sum(toUnixTimestamp(ts)), sum(reinterpretAsUInt64(score)) FROM ";

    private final ClickHouseServer server;

    BenchmarkTables(ClickHouseServer server) {
        this.server = server;
    }

    /** Makes them all, anew. */
    void create() {
        for (String table : new String[] {"bench_null", "bench_kept", "bench_points"}) {
            server.http("DROP TABLE IF EXISTS " + table);
        }
        server.http("CREATE TABLE bench_null" + COLUMNS + "Null");
        server.http("CREATE TABLE bench_kept" + COLUMNS + "Memory");
        server.http("CREATE TABLE bench_points" + COLUMNS + "MergeTree ORDER BY id");
        server.http("INSERT INTO bench_points SELECT number AS id, 'name_' || toString(number),"
                + " toDateTime(1700000000 + number, 'UTC'), number / 4 FROM numbers(" + Workload.FIRST_POINT + ", "
                + Workload.POINT_COUNT + ")");
        server.http("OPTIMIZE TABLE bench_points FINAL");
    }

    void empty() {
        server.http("TRUNCATE TABLE bench_kept");
    }

    /** Compares what was kept with the first {@code rows} measurements. */
    void checkKept(int rows) throws IOException {
        String expected = server.http(CHECKS + "(SELECT number AS id,"
                + " 'name_' || leftPad(toString(bitAnd(number, 1023) * 9767), 7, '0') AS name,"
                + " toDateTime(1700000000 + intDiv(number, 100), 'UTC') AS ts, number / 4 AS score FROM numbers("
                + rows + "))");
        String arrived = server.http(CHECKS + "bench_kept");
        if (!expected.equals(arrived)) {
            throw new IOException("arrived " + arrived.strip() + ", expected " + expected.strip());
        }
    }

    /** How many rows were ever inserted, in any table, Null included. */
    long insertedRows() {
        String rows = server.http("SELECT value FROM system.events WHERE event = 'InsertedRows'")
                .strip();
        return rows.isEmpty() ? 0 : Long.parseLong(rows);
    }
}
