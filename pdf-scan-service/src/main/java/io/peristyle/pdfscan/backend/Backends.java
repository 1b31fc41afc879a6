package io.peristyle.pdfscan.backend;

import io.peristyle.client.ClickHouse;
import io.peristyle.pdfscan.StoreSettings;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendHealth;
import io.peristyle.pdfscan.document.DocumentRepository;
import io.peristyle.pdfscan.document.FindingRepository;
import io.peristyle.pdfscan.document.MetricsRepository;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Makes backends, with or without Spring. */
public final class Backends {
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

    private Backends() {}

    /** A backend in this process's memory, within {@link MemoryLimits#DEFAULT}. */
    public static Backend inMemory() {
        return inMemory(MemoryLimits.DEFAULT);
    }

    /** A backend in this process's memory. */
    public static Backend inMemory(MemoryLimits limits) {
        return new InMemoryBackend(limits);
    }

    /** A backend in the database {@code pdf_scan}, as {@link #clickHouse(ClickHouse, String)}. */
    public static Backend clickHouse(ClickHouse client) {
        return clickHouse(client, StoreSettings.DEFAULT_DATABASE);
    }

    /**
     * A backend in a database of a ClickHouse, which is made, or brought up to date, before it is first used. The client stays
     * the caller's to close, after the backend.
     *
     * @throws IllegalArgumentException if the database's name is not of letters, digits and underscores
     */
    public static Backend clickHouse(ClickHouse client, String database) {
        return new ClickHouseBackend(client, new Database(database));
    }

    /** Makes a database's tables, or brings them up to date; every backend does so itself before it uses them. */
    public static CompletableFuture<Void> prepare(ClickHouse client, String database) {
        return new ClickHouseSchema(client, new Database(database)).ready();
    }

    /** The statements that make a database's tables, for those who would rather run them themselves. */
    public static List<String> schema(String database) {
        return ClickHouseSchema.statements(new Database(database));
    }

    /**
     * The backend that {@code PDF_SCAN_BACKEND} names, with a client of its own, which closing the backend closes, if that is
     * ClickHouse.
     *
     * @throws io.peristyle.pdfscan.SettingException if a variable's value is wrong
     */
    public static Backend fromEnvironment() {
        return from(System.getenv());
    }

    /** {@link #fromEnvironment()} with other variables. */
    public static Backend from(Map<String, String> variables) {
        StoreSettings settings = StoreSettings.from(variables);
        if (settings.backend() == StoreSettings.BackendKind.MEMORY) {
            return inMemory();
        }
        ClickHouse client = ClickHouse.connect(settings.clientOptions());
        return new WithClient(clickHouse(client, settings.database()), client);
    }

    /** A backend that closes its client. */
    private record WithClient(Backend backend, ClickHouse client) implements Backend {
        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public DocumentRepository documents() {
            return backend.documents();
        }

        @Override
        public FindingRepository findings() {
            return backend.findings();
        }

        @Override
        public MetricsRepository metrics() {
            return backend.metrics();
        }

        @Override
        public CompletableFuture<BackendHealth> health() {
            return backend.health();
        }

        @Override
        public CompletableFuture<Void> close() {
            return backend.close().thenCompose(nothing -> client.close(CLOSE_GRACE));
        }
    }
}
