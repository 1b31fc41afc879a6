package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.MetricsRepository;
import io.peristyle.pdfscan.document.Operation;
import io.peristyle.pdfscan.document.OperationSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Operations in ClickHouse, for 90 days; those that cannot be stored are dropped. */
final class ClickHouseMetricsStore implements MetricsRepository {
    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseMetricsStore.class);
    private static final String TABLE = "operations";

    private final ClickHouseCalls calls;
    private final InsertBuffer<OperationRow> buffer;

    ClickHouseMetricsStore(ClickHouseCalls calls, StoreTrouble trouble) {
        this.calls = calls;
        this.buffer = new InsertBuffer<>(
                new InsertBuffer.Limits(10_000, 50_000, Duration.ofMillis(500)),
                (rows, token) -> calls.insert(TABLE, rows, token),
                null,
                trouble);
    }

    @Override
    public void record(Operation operation) {
        var unused = buffer.add(List.of(OperationRow.of(operation))).exceptionally(failure -> {
            LOG.debug("An operation's duration was dropped: {}", failure.toString());
            return null;
        });
    }

    @Override
    public CompletableFuture<List<OperationSummary>> summarize(@Nullable String operation, @Nullable Instant since) {
        String where = (operation == null ? "" : " AND operation = {operation:String}")
                + (since == null ? "" : " AND time >= {since:DateTime64(3, 'UTC')}");
        return calls.query(
                TABLE,
                "SELECT operation, count() AS count, avg(millis) AS average, min(millis) AS minimum,"
                        + " max(millis) AS maximum, quantile(0.5)(millis) AS p50, quantile(0.95)(millis) AS p95"
                        + " FROM %s WHERE 1" + where + " GROUP BY operation ORDER BY operation",
                query -> {
                    var restricted = operation == null ? query : query.param("operation", operation);
                    return (since == null
                                    ? restricted
                                    : restricted.param("since", since.truncatedTo(ChronoUnit.MILLIS)))
                            .list(OperationSummary.class);
                });
    }

    CompletableFuture<Void> close() {
        return buffer.close();
    }

    /** A row of the table, by the names of its columns. */
    record OperationRow(String operation, Instant time, double millis) {
        static OperationRow of(Operation operation) {
            return new OperationRow(
                    operation.name(),
                    operation.time().truncatedTo(ChronoUnit.MILLIS),
                    operation.duration().toNanos() / 1e6);
        }
    }
}
