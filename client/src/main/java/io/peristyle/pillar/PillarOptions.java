package io.peristyle.pillar;

import io.peristyle.client.ClickHouse;
import io.peristyle.options.ClientOptionsBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The options that Pillar's users know, with Pillar's defaults. Immutable: each method returns another value. What is said here
 * goes before what a connection string says. {@link #builder} leads to all the others.
 */
public final class PillarOptions {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final List<String> connectionStrings;
    private final Map<String, String> options;

    private PillarOptions(List<String> connectionStrings, Map<String, String> options) {
        this.connectionStrings = connectionStrings;
        this.options = options;
    }

    /** The servers, each by a URL such as {@code http://user:password@host:8123/database}; they differ in protocol alone besides. */
    public static PillarOptions connectionStrings(String... urls) {
        return new PillarOptions(List.of(urls), Map.of());
    }

    /** The pool's name: what {@code system.query_log} shows as the client. */
    public PillarOptions withName(String name) {
        return with("name", name);
    }

    /** Connections over all servers together; 10 by default. */
    public PillarOptions withPoolSize(int connections) {
        return with("pool_size", Integer.toString(connections));
    }

    /** How long a caller waits for a connection; 5 s by default. */
    public PillarOptions withPoolTimeout(Duration timeout) {
        return with("pool_timeout", timeout.toString());
    }

    /** The limit of a statement as a whole, the wait for a connection included; 5 s by default. */
    public PillarOptions withTimeout(Duration timeout) {
        return with("timeout", timeout.toString());
    }

    /** Further connections while callers would have to wait otherwise; 30 % of the pool's size by default, rounded up. */
    public PillarOptions withMaxOverflow(int connections) {
        return with("max_overflow", Integer.toString(connections));
    }

    /**
     * The same as options of the client, to say more: an observer, a policy of load balancing.
     *
     * @throws io.peristyle.error.ConfigurationException if a connection string or a value is wrong, or if there is no
     *     connection string
     */
    public ClientOptionsBuilder builder() {
        ClientOptionsBuilder builder = ClickHouse.builder()
                .option("pool_size", "10")
                .acquireTimeout(DEFAULT_TIMEOUT)
                .queryTimeout(DEFAULT_TIMEOUT)
                .urls(connectionStrings);
        options.forEach(builder::option);
        return builder;
    }

    private PillarOptions with(String name, String value) {
        Objects.requireNonNull(value, name);
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new PillarOptions(connectionStrings, more);
    }
}
