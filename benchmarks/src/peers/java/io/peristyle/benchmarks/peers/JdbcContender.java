package io.peristyle.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.peristyle.benchmarks.contender.Contender;
import io.peristyle.benchmarks.contender.Measurement;
import io.peristyle.benchmarks.contender.Mixed;
import io.peristyle.benchmarks.contender.Operation;
import io.peristyle.benchmarks.contender.Point;
import io.peristyle.benchmarks.contender.Workload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A JDBC driver behind HikariCP, used as its documentation says: prepared statements, batches, one pass over a result. */
abstract class JdbcContender implements Contender {
    private final HikariDataSource pool;

    JdbcContender(HikariConfig config, Workload workload) {
        config.setUsername("default");
        config.setPassword("");
        config.setMaximumPoolSize(workload.connections());
        pool = new HikariDataSource(config);
    }

    @Override
    public final Set<Workload.Kind> kinds() {
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
    public final long numbers(long rows) throws SQLException {
        long sum = 0;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT number FROM system.numbers_mt LIMIT " + rows)) {
            while (result.next()) {
                sum += result.getLong(1);
            }
        }
        return sum;
    }

    @Override
    public final long records(long rows) throws SQLException {
        long sum = 0;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(Mixed.sql(rows))) {
            while (result.next()) {
                sum += mixed(result).check();
            }
        }
        return sum;
    }

    private static MixedRow mixed(ResultSet result) throws SQLException {
        long number = result.getLong(5);
        Long opt = result.wasNull() ? null : number;
        return new MixedRow(
                result.getLong(1),
                result.getString(2),
                result.getTimestamp(3).toInstant(),
                result.getDouble(4),
                opt,
                Arrays.asList((Object[]) result.getArray(6).getArray()));
    }

    @Override
    public final Batch batch(List<Measurement> rows) {
        List<Timestamp> times = times(rows);
        return table -> {
            try (Connection connection = pool.getConnection();
                    PreparedStatement insert = connection.prepareStatement(insertInto(table))) {
                for (int i = 0; i < rows.size(); i++) {
                    set(insert, rows.get(i), times.get(i));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        };
    }

    private static List<Timestamp> times(List<Measurement> rows) {
        return rows.stream().map(row -> Timestamp.from(row.ts())).toList();
    }

    private static String insertInto(String table) {
        return "INSERT INTO " + table + " (id, name, ts, score) VALUES (?, ?, ?, ?)";
    }

    private static void set(PreparedStatement insert, Measurement row, Timestamp ts) throws SQLException {
        insert.setLong(1, row.id());
        insert.setString(2, row.name());
        insert.setTimestamp(3, ts);
        insert.setDouble(4, row.score());
    }

    @Override
    public final Operation points() {
        return (Operation.Blocking) id -> {
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement =
                            connection.prepareStatement("SELECT * FROM bench_points WHERE id = ?")) {
                statement.setLong(1, id);
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    return new Point(
                                    result.getLong(1),
                                    result.getString(2),
                                    result.getTimestamp(3).toInstant(),
                                    result.getDouble(4))
                            .check();
                }
            }
        };
    }

    @Override
    public final Operation one() {
        return (Operation.Blocking) i -> {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT 1")) {
                result.next();
                return result.getLong(1);
            }
        };
    }

    @Override
    public final Operation insertsInto(String table, List<Measurement> rows) {
        List<Timestamp> times = times(rows);
        String sql = insertInto(table);
        return (Operation.Blocking) i -> {
            try (Connection connection = pool.getConnection();
                    PreparedStatement insert = connection.prepareStatement(sql)) {
                set(insert, rows.get(i), times.get(i));
                insert.executeUpdate();
                return 1;
            }
        };
    }

    @Override
    public final void close() {
        pool.close();
    }
}
