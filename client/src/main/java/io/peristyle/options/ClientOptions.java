package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.observe.ClientObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every option of a client. Immutable.
 *
 * @param cluster the servers, and how work is shared among them
 * @param connection how each connection is made
 * @param pool how many are kept
 * @param retry when statements that failed are sent again
 * @param threads the client's threads
 * @param statements what holds for every statement
 * @param closeGrace how long closing waits for operations under way
 * @param observers who is told of what the client does
 */
public record ClientOptions(
        ClusterOptions cluster,
        ConnectionOptions connection,
        PoolOptions pool,
        RetryOptions retry,
        ThreadOptions threads,
        StatementDefaults statements,
        Duration closeGrace,
        List<ClientObserver> observers) {
    /** @throws io.peristyle.error.ConfigurationException if two options contradict each other */
    public ClientOptions {
        observers = List.copyOf(observers);
        Contradictions.check(cluster, pool, retry);
        Contradictions.check(pool.size(), statements.insert().background());
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
        return builder().environment(environment).build();
    }

    /**
     * The names that {@link ClientOptionsBuilder#option} takes, other names of the same option included, in an order in which
     * they may be set one after another. Server settings are not among them.
     */
    public static Set<String> optionNames() {
        return OptionTable.names();
    }

    /** The servers as they were named, without their weights. */
    public List<Endpoint> endpoints() {
        return cluster.endpoints().stream().map(WeightedEndpoint::endpoint).toList();
    }
}
