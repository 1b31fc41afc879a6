package io.peristyle.pdfscan;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.EmbeddedServerException;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.pdfscan.backend.Backends;
import io.peristyle.pdfscan.work.SpoolException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** The command {@code pdf-scan}. */
public final class PdfScan {
    private static final int WRONG_USE = 2;
    private static final int FAILED = 1;
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(4);
    private static final String HELP = """
            pdf-scan                     runs the service, by default on memory at http://127.0.0.1:8080
            pdf-scan --with-clickhouse   runs it on a real ClickHouse, started beside it; --data DIRECTORY keeps that
            pdf-scan init                makes the tables in the ClickHouse that CLICKHOUSE_* names, or brings them up to date
            pdf-scan health              asks the service on this machine; exit code 1 if it cannot be used
            pdf-scan schema              prints the statements that do so
            Variables: PDF_SCAN_BACKEND, CLICKHOUSE_HOST, APP_PORT and others; see docs/pdf-scan.md.""";

    private PdfScan() {}

    /** Runs the command; ends the process unless it runs the service. */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        try {
            if (words.isEmpty()) {
                serve(System.getenv());
            } else if (words.get(0).equals("--with-clickhouse")) {
                serveWithClickHouse(words.subList(1, words.size()));
            } else if (words.equals(List.of("init"))) {
                init();
            } else if (words.equals(List.of("schema"))) {
                Backends.schema(System.getenv().getOrDefault("CLICKHOUSE_DB", StoreSettings.DEFAULT_DATABASE))
                        .forEach(statement -> System.out.println(statement.strip() + ";"));
            } else if (words.equals(List.of("health"))) {
                System.exit(isUp(System.getenv()) ? 0 : FAILED);
            } else {
                boolean asked = words.equals(List.of("--help"));
                (asked ? System.out : System.err).println(HELP);
                System.exit(asked ? 0 : WRONG_USE);
            }
        } catch (SettingException | IllegalStateException e) {
            System.err.println("pdf-scan: " + e.getMessage());
            System.exit(WRONG_USE);
        } catch (EmbeddedServerException e) {
            System.err.println("pdf-scan: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void serve(Map<String, String> variables) {
        ConfigurableApplicationContext application = started(variables);
        ServiceSettings settings = application.getBean(ServiceSettings.class);
        System.out.println("PDF Scan on "
                + (settings.store().backend() == StoreSettings.BackendKind.MEMORY ? "memory" : "ClickHouse")
                + ": http://"
                + settings.web().host() + ":"
                + application.getEnvironment().getProperty("local.server.port"));
    }

    private static ConfigurableApplicationContext started(Map<String, String> variables) {
        try {
            return PdfScanApplication.start(variables);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException taken) {
                    throw new SettingException(
                            "APP_PORT is " + taken.getPort() + ", which another process uses; set it to a free one", e);
                }
                if (cause instanceof SettingException
                        || cause instanceof ClickHouseException
                        || cause instanceof SpoolException) {
                    throw new SettingException(String.valueOf(cause.getMessage()), e);
                }
            }
            throw e;
        }
    }

    private static void serveWithClickHouse(List<String> options) {
        Path data = dataDirectory(options);
        ServerOptions.Builder server =
                ServerOptions.builder(ServerVersion.MODERN).progress(System.err::println);
        if (data != null) {
            server.dataDirectory(data.resolve("clickhouse"));
        }
        ClickHouseServer clickHouse = ClickHouseServer.start(server.build());
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("CLICKHOUSE_") && !name.startsWith("CLICKHOUSE_POOL_"));
        variables.put("PDF_SCAN_BACKEND", "clickhouse");
        variables.put("CLICKHOUSE_HOST", clickHouse.host());
        variables.put("CLICKHOUSE_PORT", Integer.toString(clickHouse.tcpPort()));
        variables.put("CLICKHOUSE_USER", "default");
        variables.put("CLICKHOUSE_PASSWORD", "");
        if (data != null) {
            variables.putIfAbsent("PDF_SCAN_SPOOL", data.resolve("spool").toString());
        } else {
            // Deleted with the documents that nobody knows any more then.
            Path directory = Objects.requireNonNull(clickHouse.directory());
            variables.putIfAbsent(
                    "PDF_SCAN_SPOOL", directory.resolve("pdf-scan-spool").toString());
        }
        try {
            serve(variables);
        } catch (RuntimeException e) {
            clickHouse.close();
            throw e;
        }
    }

    private static @Nullable Path dataDirectory(List<String> options) {
        if (options.isEmpty()) {
            return null;
        }
        if (options.size() == 2 && options.get(0).equals("--data")) {
            try {
                return Path.of(options.get(1)).toAbsolutePath();
            } catch (InvalidPathException e) {
                throw new SettingException("--data names no directory: " + e.getMessage(), e);
            }
        }
        throw new IllegalStateException("after --with-clickhouse there may be --data DIRECTORY, and nothing else");
    }

    private static boolean isUp(Map<String, String> variables) {
        WebSettings web = WebSettings.from(new Variables(variables));
        URI health = URI.create("http://" + web.reachableHost() + ":" + web.port() + "/health");
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(health)
                                    .timeout(HEALTH_TIMEOUT)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void init() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("PDF_SCAN_BACKEND", "clickhouse");
        StoreSettings settings = StoreSettings.from(variables);
        try (ClickHouse client = ClickHouse.connect(settings.clientOptions())) {
            Backends.prepare(client, settings.database()).join();
            System.out.println("The database " + settings.database() + " is ready.");
        } catch (CompletionException | ClickHouseException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            System.err.println("pdf-scan: the database could not be prepared: " + cause.getMessage());
            System.exit(FAILED);
        }
    }
}
