package io.peristyle.pdfscan;

import io.peristyle.embedded.ClickHouseServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The service in this process, on a free port. */
public final class RunningService implements AutoCloseable {
    private final ConfigurableApplicationContext application;
    private final Api api;

    private RunningService(ConfigurableApplicationContext application) {
        this.application = application;
        this.api = new Api(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    /** Starts it with small processes to scan in, unless the variables say otherwise. */
    public static RunningService start(Map<String, String> variables, Path spool) {
        Map<String, String> all = new HashMap<>(Map.of(
                "APP_PORT",
                "0",
                "PDF_SCAN_SPOOL",
                spool.toString(),
                "PDF_SCAN_WORKERS",
                "2",
                "PDF_SCAN_WORKER_MB",
                "128"));
        all.putAll(variables);
        return new RunningService(PdfScanApplication.start(all));
    }

    /** Variables that have it work on a server, and not wait for long while that is down. */
    public static Map<String, String> onClickHouse(ClickHouseServer server) {
        return Map.of(
                "PDF_SCAN_BACKEND", "clickhouse",
                "CLICKHOUSE_HOST", server.host(),
                "CLICKHOUSE_PORT", Integer.toString(server.tcpPort()),
                "CLICKHOUSE_USER", "default",
                "CLICKHOUSE_PASSWORD", "",
                "CLICKHOUSE_DB", "pdf_scan_service",
                "CLICKHOUSE_ACQUIRE_TIMEOUT", "1s",
                "CLICKHOUSE_RECONNECT_MAX", "1s");
    }

    public Api api() {
        return api;
    }

    @Override
    public void close() {
        application.close();
    }
}
