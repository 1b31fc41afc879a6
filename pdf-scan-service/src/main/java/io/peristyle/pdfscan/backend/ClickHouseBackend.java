package io.peristyle.pdfscan.backend;

import io.peristyle.client.ClickHouse;
import io.peristyle.observe.PoolStats;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendHealth;
import io.peristyle.pdfscan.document.DocumentRepository;
import io.peristyle.pdfscan.document.FindingRepository;
import io.peristyle.pdfscan.document.MetricsRepository;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps everything in ClickHouse. */
final class ClickHouseBackend implements Backend {
    private static final long HEALTH_MILLIS = 2_000;

    private final ClickHouse client;
    private final ClickHouseCalls calls;
    private final StoreTrouble documentTrouble;
    private final StoreTrouble findingTrouble;
    private final ClickHouseDocuments documents;
    private final ClickHouseFindings findings;
    private final ClickHouseMetricsStore metrics;

    ClickHouseBackend(ClickHouse client, Database database) {
        this(client, database, InstantSource.system());
    }

    ClickHouseBackend(ClickHouse client, Database database, InstantSource clock) {
        this.client = client;
        this.calls = new ClickHouseCalls(client, database);
        this.documentTrouble = new StoreTrouble("documents", clock);
        this.findingTrouble = new StoreTrouble("findings", clock);
        this.documents = new ClickHouseDocuments(calls, documentTrouble);
        this.findings = new ClickHouseFindings(calls, findingTrouble);
        this.metrics = new ClickHouseMetricsStore(calls, new StoreTrouble("operations", clock));
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public DocumentRepository documents() {
        return documents;
    }

    @Override
    public FindingRepository findings() {
        return findings;
    }

    @Override
    public MetricsRepository metrics() {
        return metrics;
    }

    @Override
    public CompletableFuture<BackendHealth> health() {
        return calls.schema()
                .thenCompose(nothing -> client.query("SELECT version()")
                        .timeout(Duration.ofMillis(HEALTH_MILLIS))
                        .value(String.class))
                .orTimeout(HEALTH_MILLIS, TimeUnit.MILLISECONDS)
                .handle((version, failure) -> failure == null
                        ? answering("ClickHouse " + version)
                        : new BackendHealth(false, reason(failure), figures()));
    }

    /** A server that answers may take no rows all the same: a table or a grant is missing, a disk or a quota is full. */
    private BackendHealth answering(String server) {
        Optional<String> trouble = documentTrouble.lasting().or(findingTrouble::lasting);
        return new BackendHealth(
                trouble.isEmpty(), trouble.map(what -> server + ": " + what).orElse(server), figures());
    }

    @Override
    public CompletableFuture<Void> close() {
        return CompletableFuture.allOf(documents.close(), findings.close(), metrics.close());
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? "ClickHouse does not answer within " + HEALTH_MILLIS + " ms"
                : String.valueOf(cause.getMessage());
    }

    private Map<String, Long> figures() {
        PoolStats pool = client.stats();
        Map<String, Long> figures = new HashMap<>();
        figures.put("pool_size", (long) pool.size());
        figures.put("pool_idle", (long) pool.idle());
        figures.put("pool_in_use", (long) pool.inUse());
        figures.put("pool_waiting", (long) pool.pending());
        figures.put("pool_max", (long) pool.maximumSize());
        figures.put("pool_min", (long) pool.minimumIdle());
        figures.put("pool_acquired", pool.acquired());
        figures.put("pool_timeouts", pool.timeouts());
        return figures;
    }
}
