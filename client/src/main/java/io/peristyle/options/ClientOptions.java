package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.ClientObserver;
import io.peristyle.query.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every option of a client. Immutable.
 *
 * @param endpoints the servers, at least one
 * @param connection how each connection is made
 * @param pool how many are kept
 * @param retry when statements that failed are sent again
 * @param threads the client's threads
 * @param insert how inserts are cut
 * @param settings server settings that travel with every statement
 * @param queryTimeout the limit of an operation as a whole; null: none
 * @param closeGrace how long closing waits for operations under way
 * @param observers who is told of what the client does
 */
public record ClientOptions(
        List<Endpoint> endpoints,
        ConnectionOptions connection,
        PoolOptions pool,
        RetryOptions retry,
        ThreadOptions threads,
        InsertOptions insert,
        List<Setting> settings,
        @Nullable Duration queryTimeout,
        Duration closeGrace,
        List<ClientObserver> observers) {
    public ClientOptions {
        endpoints = List.copyOf(endpoints);
        settings = List.copyOf(settings);
        observers = List.copyOf(observers);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("there is no endpoint");
        }
    }

    /** A builder with every default. */
    public static ClientOptionsBuilder builder() {
        return new ClientOptionsBuilder();
    }

    /**
     * The options that a URL names; see {@link ClientOptionsBuilder#url}.
     *
     * @throws io.peristyle.error.ConfigurationException if it is malformed or names an option that does not exist
     */
    public static ClientOptions parse(String url) {
        return builder().url(url).build();
    }

    /**
     * The options that environment variables name: {@code CLICKHOUSE_URL}, and {@code CLICKHOUSE_<OPTION>} for each option,
     * such as {@code CLICKHOUSE_HOST} or {@code CLICKHOUSE_MAX_OPEN_CONNS}, which win over the URL. With {@code _FILE}
     * behind its name a variable gives the file to read the value from.
     *
     * @throws io.peristyle.error.ConfigurationException if a value does not fit its option
     */
    public static ClientOptions fromEnvironment(Map<String, String> environment) {
        ClientOptionsBuilder builder = builder();
        EnvironmentOptions.apply(environment, builder);
        return builder.build();
    }
}
