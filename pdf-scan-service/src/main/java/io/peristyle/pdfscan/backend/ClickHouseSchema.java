package io.peristyle.pdfscan.backend;

import io.peristyle.client.ClickHouse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The service's tables. Made and brought up to date before their first use; if that fails, again before the next one. Each
 * step may be repeated without harm, so that several instances may start at once.
 */
final class ClickHouseSchema {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String VERSIONS = "schema_version";

    private final ClickHouse client;
    private final Database database;
    private final List<List<String>> steps;
    private final AtomicReference<@Nullable CompletableFuture<Void>> ready = new AtomicReference<>();

    ClickHouseSchema(ClickHouse client, Database database) {
        this(client, database, steps(database));
    }

    /** @param steps what leads from each version to the next one; the first from nothing to version 1 */
    ClickHouseSchema(ClickHouse client, Database database, List<List<String>> steps) {
        this.client = client;
        this.database = database;
        this.steps = steps;
    }

    /** Completes when all tables are as this version of the service wants them. */
    CompletableFuture<Void> ready() {
        CompletableFuture<Void> known = ready.get();
        if (known != null && !known.isCompletedExceptionally()) {
            return known.copy();
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        if (!ready.compareAndSet(known, mine)) {
            return ready();
        }
        var unused = make().whenComplete((nothing, failure) -> {
            if (failure == null) {
                mine.complete(null);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine.copy();
    }

    /** The statements that make everything in an empty server, for those who would rather run them themselves. */
    static List<String> statements(Database database) {
        return Stream.concat(
                        Stream.of("CREATE DATABASE IF NOT EXISTS " + database.name(), versionTable(database)),
                        steps(database).stream().flatMap(List::stream))
                .toList();
    }

    private static List<List<String>> steps(Database database) {
        return List.of(List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (
                    id UUID,
                    upload_time DateTime64(3, 'UTC'),
                    filename String,
                    size UInt64,
                    status LowCardinality(String),
                    version UInt64,
                    changed DateTime64(3, 'UTC'),
                    reason String,
                    pages UInt32
                ) ENGINE = ReplacingMergeTree(version)
                ORDER BY (upload_time, id)
                SETTINGS non_replicated_deduplication_window = 1000
                """.formatted(database.table("documents")), """
                CREATE TABLE IF NOT EXISTS %s (
                    upload_time DateTime64(3, 'UTC'),
                    document_id UUID,
                    ordinal UInt32,
                    finding_type LowCardinality(String),
                    page UInt32,
                    confidence Float64
                ) ENGINE = ReplacingMergeTree
                ORDER BY (upload_time, document_id, ordinal)
                SETTINGS non_replicated_deduplication_window = 1000
                """.formatted(database.table("findings")), """
                CREATE TABLE IF NOT EXISTS %s (
                    operation LowCardinality(String),
                    time DateTime64(3, 'UTC'),
                    millis Float64
                ) ENGINE = MergeTree
                PARTITION BY toYYYYMM(time)
                ORDER BY (operation, time)
                TTL toDateTime(time) + INTERVAL 90 DAY
                SETTINGS non_replicated_deduplication_window = 1000
                """.formatted(
                                database.table("operations"))));
    }

    private static String versionTable(Database database) {
        return """
                CREATE TABLE IF NOT EXISTS %s (version UInt32, applied DateTime DEFAULT now())
                ENGINE = MergeTree ORDER BY version
                """.formatted(database.table(VERSIONS));
    }

    private CompletableFuture<Void> make() {
        return databaseExists()
                // Asked before, since who may not make databases may still use the one that is there.
                .thenCompose(exists -> exists
                        ? CompletableFuture.completedFuture(null)
                        : run("CREATE DATABASE IF NOT EXISTS " + database.name()))
                .thenCompose(nothing -> run(versionTable(database)))
                .thenCompose(nothing -> client.query("SELECT max(version) FROM " + database.table(VERSIONS))
                        .timeout(TIMEOUT)
                        .value(Long.class))
                .thenCompose(version -> from(version == null ? 0 : version.intValue()));
    }

    private CompletableFuture<Boolean> databaseExists() {
        return client.query("SELECT count() FROM system.databases WHERE name = {name:String}")
                .param("name", database.name())
                .timeout(TIMEOUT)
                .value(Long.class)
                .thenApply(count -> count != null && count > 0);
    }

    private CompletableFuture<Void> from(int version) {
        if (version > steps.size()) {
            throw new IllegalStateException("the database " + database.name() + " has version " + version
                    + " of the schema, this service knows up to " + steps.size() + "; use the newer service");
        }
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (int next = version; next < steps.size(); next++) {
            for (String statement : steps.get(next)) {
                done = done.thenCompose(nothing -> run(statement));
            }
            long reached = next + 1L;
            done = done.thenCompose(nothing -> client.insert(database.table(VERSIONS))
                    .columns("version")
                    .timeout(TIMEOUT)
                    .rows(List.of(List.of(reached)))
                    .thenAccept(summary -> {}));
        }
        return done;
    }

    private CompletableFuture<Void> run(String statement) {
        return client.query(statement).timeout(TIMEOUT).idempotent().execute().thenAccept(summary -> {});
    }
}
