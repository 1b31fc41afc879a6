package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.observe.ClientObserver;
import io.peristyle.query.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link ClientOptions} together. Later calls win over earlier ones, {@link #url} included. Not thread-safe.
 *
 * <p>Every method that takes a number or a duration throws {@link ConfigurationException} if it is out of range.
 */
public final class ClientOptionsBuilder {
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<ClientObserver> observers = new ArrayList<>();
    private String database = ConnectionOptions.DEFAULT.database();
    private String username = Credentials.DEFAULT.username();
    private Supplier<String> password = Credentials.DEFAULT.password();
    private @Nullable Supplier<String> token;
    private @Nullable HttpProxy proxy;
    private String clientName = ConnectionOptions.DEFAULT.clientName();
    private @Nullable String quotaKey;
    private @Nullable Duration queryTimeout;
    private Duration closeGrace = Duration.ofSeconds(30);

    // Changed by the setters of named options.
    final NamedServers servers = new NamedServers();
    boolean overflowIsGiven;
    ClusterOptions cluster = ClusterOptions.of(List.of());
    Protocol protocol = Protocol.NATIVE;
    HttpOptions http = HttpOptions.DEFAULT;
    TlsOptions tls = TlsOptions.DISABLED;
    Compression compression = Compression.DEFAULT;
    Timeouts timeouts = Timeouts.DEFAULT;
    Limits limits = Limits.DEFAULT;
    PoolOptions pool = PoolOptions.DEFAULT;
    RetryOptions retry = RetryOptions.DEFAULT;
    InsertOptions insert = InsertOptions.DEFAULT;
    ThreadOptions threads = ThreadOptions.defaults();
    int blockBufferSize = ConnectionOptions.DEFAULT.blockBufferSize();

    ClientOptionsBuilder() {}

    /**
     * Takes all that a URL says: {@code clickhouse://user:password@host:9000,host2:9000/database?option=value}. Its servers
     * take the place of all that were named so far, with their shares and their cluster; TLS that was asked for before stays.
     *
     * @throws ConfigurationException if it is malformed or names an option that does not exist
     */
    public ClientOptionsBuilder url(String url) {
        return urls(List.of(Objects.requireNonNull(url, "url")));
    }

    /**
     * Takes the servers that several URLs name. They may differ in the protocol, and in nothing else.
     *
     * @throws ConfigurationException if one is malformed, names an option that does not exist, or says something else than the
     *     first
     */
    public ClientOptionsBuilder urls(List<String> urls) {
        ConnectionUrls.apply(List.copyOf(urls), this);
        return this;
    }

    /**
     * Sets an option by its name as in a URL, such as {@code max_open_conns}; {@code setting.<name>} is a server setting.
     *
     * @throws ConfigurationException if there is no such option, or the value does not fit it
     */
    public ClientOptionsBuilder option(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        OptionTable.apply(name, value, this);
        return this;
    }

    /** Takes what environment variables say, as {@link ClientOptions#fromEnvironment} does. */
    public ClientOptionsBuilder environment(Map<String, String> variables) {
        EnvironmentOptions.apply(variables, this);
        return this;
    }

    /**
     * The servers, of equal weight, in place of all that were named so far, by {@code alt_hosts} too; the default is {@code
     * localhost:9000}.
     */
    public ClientOptionsBuilder endpoints(List<Endpoint> endpoints) {
        return weightedEndpoints(endpoints.stream().map(WeightedEndpoint::of).toList());
    }

    /** The servers and their shares of the work, in place of all that was said of servers and shares so far. */
    public ClientOptionsBuilder weightedEndpoints(List<WeightedEndpoint> endpoints) {
        servers.only(endpoints.stream().map(NamedServer::of).toList());
        return this;
    }

    /** One server, in place of all that were named so far. */
    public ClientOptionsBuilder endpoint(String host, int port) {
        servers.only(List.of(new NamedServer(host, port)));
        return this;
    }

    /**
     * The shares of the servers, in their order, at least 1 each; they win over those given with the servers. To be called
     * after the servers were named.
     */
    public ClientOptionsBuilder weights(int... weights) {
        return option(
                "weights", Arrays.stream(weights).mapToObj(Integer::toString).collect(Collectors.joining(",")));
    }

    /** Takes the servers from a cluster in {@code system.clusters} of those named, asked again as time goes by; null: does not. */
    public ClientOptionsBuilder discover(@Nullable String cluster) {
        this.cluster = this.cluster.withDiscover(cluster);
        return this;
    }

    /** How the server of each statement is chosen. */
    public ClientOptionsBuilder loadBalancing(Balancing balancing) {
        cluster = cluster.withBalancing(Objects.requireNonNull(balancing, "balancing"));
        return this;
    }

    /** When a server counts as down, and how it is tried again. */
    public ClientOptionsBuilder health(HealthOptions health) {
        cluster = cluster.withHealth(Objects.requireNonNull(health, "health"));
        return this;
    }

    /** How often idle connections are looked through, and a cluster is discovered anew. */
    public ClientOptionsBuilder healthCheckPeriod(Duration period) {
        return option("health_check_period", period.toString());
    }

    /** Failures running that put a server out of service. */
    public ClientOptionsBuilder failureThreshold(int failures) {
        return option("failure_threshold", Integer.toString(failures));
    }

    /** The first pause of a server that was put out of service. */
    public ClientOptionsBuilder endpointCooldown(Duration cooldown) {
        return option("endpoint_cooldown", cooldown.toString());
    }

    /** The shortest and the longest pause between attempts to reach a server that does not answer. */
    public ClientOptionsBuilder reconnect(Duration minimum, Duration maximum) {
        return option("reconnect_min", minimum.toString()).option("reconnect_max", maximum.toString());
    }

    /** The database that names without one refer to; empty: the user's default one. */
    public ClientOptionsBuilder database(String database) {
        this.database = Objects.requireNonNull(database, "database");
        return this;
    }

    /** Who connects. */
    public ClientOptionsBuilder username(String username) {
        this.username = Objects.requireNonNull(username, "username");
        return this;
    }

    /** The user's password. */
    public ClientOptionsBuilder password(String password) {
        Objects.requireNonNull(password, "password");
        this.password = () -> password;
        return this;
    }

    /**
     * Gives the user's password, anew for each connection; called on a thread of its own, and may block: connecting waits for
     * that, within {@code dial_timeout}.
     */
    public ClientOptionsBuilder password(Supplier<String> password) {
        this.password = Objects.requireNonNull(password, "password");
        return this;
    }

    /** Gives a bearer token in place of user and password, anew for each request over HTTP; must not block. */
    public ClientOptionsBuilder accessToken(@Nullable Supplier<String> token) {
        this.token = token;
        return this;
    }

    /** What is said of HTTP alone; an error if the native protocol is spoken. */
    public ClientOptionsBuilder http(HttpOptions http) {
        this.http = Objects.requireNonNull(http, "http");
        return this;
    }

    /** The proxy through which all connections go, whatever is spoken; null: none. */
    public ClientOptionsBuilder proxy(@Nullable HttpProxy proxy) {
        this.proxy = proxy;
        return this;
    }

    /** What the server's {@code system.query_log} shows as the client. */
    public ClientOptionsBuilder clientName(String clientName) {
        this.clientName = Objects.requireNonNull(clientName, "clientName");
        return this;
    }

    /** The key that the server's quotas go by. */
    public ClientOptionsBuilder quotaKey(@Nullable String quotaKey) {
        this.quotaKey = quotaKey;
        return this;
    }

    /** What is spoken with the servers, whatever their ports; a URL says so by its beginning. */
    public ClientOptionsBuilder protocol(Protocol protocol) {
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        return this;
    }

    /** TLS of every connection; servers that were named without a port are asked at the usual one for it. */
    public ClientOptionsBuilder tls(TlsOptions tls) {
        this.tls = Objects.requireNonNull(tls, "tls");
        return this;
    }

    /** How blocks are compressed. */
    public ClientOptionsBuilder compression(Compression compression) {
        this.compression = Objects.requireNonNull(compression, "compression");
        return this;
    }

    /** The method alone, with its default level. */
    public ClientOptionsBuilder compression(Compression.Method method) {
        return compression(new Compression(method, 0, compression.maximumBufferBytes()));
    }

    /** The limits of each wait on a connection. */
    public ClientOptionsBuilder timeouts(Timeouts timeouts) {
        this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
        return this;
    }

    /** What a server may send at most. */
    public ClientOptionsBuilder limits(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /** How many connections are kept, and for how long. */
    public ClientOptionsBuilder pool(PoolOptions pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
        return this;
    }

    /** How many connections are kept, such as {@link PoolSize#MEDIUM}. */
    public ClientOptionsBuilder poolSize(PoolSize size) {
        return pool(pool.withSize(Objects.requireNonNull(size, "size")));
    }

    /** Connections at most. */
    public ClientOptionsBuilder maxOpenConns(int connections) {
        return option("max_open_conns", Integer.toString(connections));
    }

    /** Connections to one server at most. */
    public ClientOptionsBuilder maxConnsPerEndpoint(int connections) {
        return option("max_conns_per_endpoint", Integer.toString(connections));
    }

    /** Further connections that may be opened while callers would have to wait otherwise. */
    public ClientOptionsBuilder maxOverflow(int connections) {
        return option("max_overflow", Integer.toString(connections));
    }

    /** Connections kept ready in the background. */
    public ClientOptionsBuilder minIdle(int connections) {
        return option("min_idle", Integer.toString(connections));
    }

    /** Idle connections above this are closed. */
    public ClientOptionsBuilder maxIdleConns(int connections) {
        return option("max_idle_conns", Integer.toString(connections));
    }

    /** How long a caller waits for a connection. */
    public ClientOptionsBuilder acquireTimeout(Duration acquireTimeout) {
        return option("acquire_timeout", acquireTimeout.toString());
    }

    /** A connection lent for longer is reported with its borrower's stack; zero: none is. */
    public ClientOptionsBuilder leakDetectionThreshold(Duration threshold) {
        return option("leak_detection_threshold", threshold.toString());
    }

    /** What connecting waits for. */
    public ClientOptionsBuilder start(Start start) {
        return pool(pool.withStart(Objects.requireNonNull(start, "start")));
    }

    /** When statements that failed are sent again. */
    public ClientOptionsBuilder retry(RetryOptions retry) {
        this.retry = Objects.requireNonNull(retry, "retry");
        return this;
    }

    /** Further attempts of a statement at most, where repeating it is safe. */
    public ClientOptionsBuilder retries(int retries) {
        return option("retries", Integer.toString(retries));
    }

    /** Tells {@code observer} what the client does, besides the observers named so far. */
    public ClientOptionsBuilder observer(ClientObserver observer) {
        observers.add(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    /** How inserts are run: how a large one is cut into blocks, what may wait in the background. */
    public ClientOptionsBuilder insert(InsertOptions insert) {
        this.insert = Objects.requireNonNull(insert, "insert");
        return this;
    }

    /** The client's threads. */
    public ClientOptionsBuilder threads(ThreadOptions threads) {
        this.threads = Objects.requireNonNull(threads, "threads");
        return this;
    }

    /** Runs the user's code instead of the client's own callback executor; null: the client's own. */
    public ClientOptionsBuilder callbackExecutor(@Nullable Executor executor) {
        return threads(new ThreadOptions(
                threads.eventLoopThreads(), threads.callbackThreads(), executor, threads.transport()));
    }

    /** Decoded blocks kept ahead of a slow consumer, at least 1. */
    public ClientOptionsBuilder blockBufferSize(int blocks) {
        return option("block_buffer_size", Integer.toString(blocks));
    }

    /** The limit of an operation as a whole; null or zero: none. */
    public ClientOptionsBuilder queryTimeout(@Nullable Duration queryTimeout) {
        if (queryTimeout != null) {
            Contradictions.requireNotNegative(queryTimeout, "query_timeout");
        }
        this.queryTimeout = queryTimeout == null || queryTimeout.isZero() ? null : queryTimeout;
        return this;
    }

    /** How long closing waits for operations under way. */
    public ClientOptionsBuilder closeGrace(Duration closeGrace) {
        this.closeGrace = Objects.requireNonNull(closeGrace, "closeGrace");
        return this;
    }

    /** A server setting that travels with every statement; the server refuses a name that it does not know. */
    public ClientOptionsBuilder setting(String name, Object value) {
        settings.put(name, Setting.of(name, value));
        return this;
    }

    /**
     * The options.
     *
     * @throws ConfigurationException if two of them contradict each other
     */
    public ClientOptions build() {
        ConnectionOptions connection = new ConnectionOptions(
                database,
                new Credentials(username, password, token),
                clientName,
                quotaKey,
                compression,
                timeouts,
                limits,
                blockBufferSize,
                protocol,
                http,
                proxy,
                tls);
        ClusterOptions named = servers.in(cluster, protocol, tls.isEnabled());
        Contradictions.check(connection, named);
        Contradictions.check(connection, threads, insert, closeGrace);
        return new ClientOptions(
                named,
                connection,
                pool,
                retry,
                threads,
                new StatementDefaults(insert, List.copyOf(settings.values()), queryTimeout),
                closeGrace,
                observers);
    }
}
