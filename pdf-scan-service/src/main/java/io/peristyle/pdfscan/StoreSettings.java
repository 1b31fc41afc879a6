package io.peristyle.pdfscan;

import io.peristyle.client.ClickHouse;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.ClientOptionsBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where documents, findings and metrics are kept.
 *
 * @param backend in what
 * @param database the database in ClickHouse
 * @param clientOptions how ClickHouse is connected to; without the database, which may not be there yet
 */
public record StoreSettings(BackendKind backend, String database, ClientOptions clientOptions) {
    /** The database in ClickHouse if {@code CLICKHOUSE_DB} does not name another. */
    public static final String DEFAULT_DATABASE = "pdf_scan";

    private static final String HOST = "CLICKHOUSE_HOST";
    private static final String PORT = "CLICKHOUSE_PORT";

    /** Where everything is kept. */
    public enum BackendKind {
        MEMORY,
        CLICKHOUSE
    }

    /**
     * What these variables say of it; those of the rest of the service are not looked at.
     *
     * @throws SettingException if a value is wrong
     */
    public static StoreSettings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        BackendKind backend = variables.choice("PDF_SCAN_BACKEND", BackendKind.class, BackendKind.MEMORY);
        ClientOptionsBuilder options =
                backend == BackendKind.CLICKHOUSE ? clientOptions(environment, variables) : ClientOptions.builder();
        String database = built(options).connection().database();
        if (backend == BackendKind.CLICKHOUSE && !database.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
            throw new SettingException(
                    "CLICKHOUSE_DB names a database with letters, digits and underscores only, such as "
                            + DEFAULT_DATABASE + "; correct it");
        }
        return new StoreSettings(backend, database, built(options.database("")));
    }

    private static ClientOptionsBuilder clientOptions(Map<String, String> environment, Variables variables) {
        int minimum = variables.integer("CLICKHOUSE_POOL_MIN", 5, 0, 10_000);
        int maximum = variables.integer("CLICKHOUSE_POOL_MAX", 20, 1, 10_000);
        if (minimum > maximum) {
            throw new SettingException("CLICKHOUSE_POOL_MIN is " + minimum
                    + ", more than CLICKHOUSE_POOL_MAX, which is " + maximum + "; lower the one or raise the other");
        }
        ClientOptionsBuilder options = ClickHouse.builder()
                .username("pdf_user")
                .password("pdf_password")
                .database(DEFAULT_DATABASE)
                .maxOpenConns(maximum)
                .minIdle(minimum);
        try {
            return options.environment(withSeveralHosts(environment));
        } catch (ConfigurationException e) {
            throw new SettingException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ClientOptions built(ClientOptionsBuilder options) {
        try {
            return options.build();
        } catch (ConfigurationException e) {
            throw new SettingException("what the CLICKHOUSE_ variables say: " + e.getMessage(), e);
        }
    }

    /**
     * {@code CLICKHOUSE_HOST} may have several hosts, each with a port of its own, that of {@code CLICKHOUSE_PORT}, or the
     * usual one.
     */
    private static Map<String, String> withSeveralHosts(Map<String, String> environment) {
        String hosts = environment.get(HOST);
        if (hosts == null || !hosts.contains(",")) {
            return environment;
        }
        // Container platforms put a URL there, which is none of the user's.
        String named = environment.getOrDefault(PORT, "");
        String port = named.isEmpty() || named.contains("://") ? "" : ":" + named;
        List<String> endpoints = List.of(hosts.split(",", -1)).stream()
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.matches(".*:\\d+") && !host.matches("[^\\[]*:.*:.*") ? host : host + port)
                .toList();
        Map<String, String> changed = new HashMap<>(environment);
        changed.remove(HOST);
        changed.remove(PORT);
        changed.put("CLICKHOUSE_ENDPOINTS", String.join(",", endpoints));
        return changed;
    }
}
