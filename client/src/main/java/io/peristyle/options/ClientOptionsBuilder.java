package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.observe.ClientObserver;
import io.peristyle.query.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link ClientOptions} together. Later calls win over earlier ones, {@link #url} included. Not thread-safe.
 *
 * <p>Every method that takes a number or a duration throws {@link ConfigurationException} if it is out of range.
 */
public final class ClientOptionsBuilder {
    static final int DEFAULT_PORT = 9000;

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<ClientObserver> observers = new ArrayList<>();
    private List<Endpoint> endpoints = List.of(new Endpoint("localhost", DEFAULT_PORT));
    private String database = ConnectionOptions.DEFAULT.database();
    private String username = Credentials.DEFAULT.username();
    private Supplier<String> password = Credentials.DEFAULT.password();
    private String clientName = ConnectionOptions.DEFAULT.clientName();
    private @Nullable String quotaKey;
    private Compression compression = Compression.DEFAULT;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private Limits limits = Limits.DEFAULT;
    private PoolOptions pool = PoolOptions.DEFAULT;
    private RetryOptions retry = RetryOptions.DEFAULT;
    private InsertOptions insert = InsertOptions.DEFAULT;
    private ThreadOptions threads = ThreadOptions.defaults();
    private int blockBufferSize = ConnectionOptions.DEFAULT.blockBufferSize();
    private @Nullable Duration queryTimeout;
    private Duration closeGrace = Duration.ofSeconds(30);

    ClientOptionsBuilder() {}

    /**
     * Takes all that a URL says: {@code clickhouse://user:password@host:9000,host2:9000/database?option=value}.
     *
     * @throws ConfigurationException if it is malformed or names an option that does not exist
     */
    public ClientOptionsBuilder url(String url) {
        ConnectionUrl.apply(Objects.requireNonNull(url, "url"), this);
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

    /** The servers; the default is {@code localhost:9000}. */
    public ClientOptionsBuilder endpoints(List<Endpoint> endpoints) {
        if (endpoints.isEmpty()) {
            throw new ConfigurationException("endpoints is empty; name at least one server, as in localhost:9000");
        }
        this.endpoints = List.copyOf(endpoints);
        return this;
    }

    /** One server, in place of those named so far. */
    public ClientOptionsBuilder endpoint(String host, int port) {
        return endpoints(List.of(OptionText.endpoint(host, port)));
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

    /** Gives the user's password, anew for each connection; called on an event loop, must not block. */
    public ClientOptionsBuilder password(Supplier<String> password) {
        this.password = Objects.requireNonNull(password, "password");
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

    /** Connections at most. */
    public ClientOptionsBuilder maxOpenConns(int maximumSize) {
        return option("max_open_conns", Integer.toString(maximumSize));
    }

    /** Connections kept ready in the background. */
    public ClientOptionsBuilder minIdle(int minimumIdle) {
        return option("min_idle", Integer.toString(minimumIdle));
    }

    /** How long a caller waits for a connection. */
    public ClientOptionsBuilder acquireTimeout(Duration acquireTimeout) {
        return option("acquire_timeout", acquireTimeout.toString());
    }

    /** How a large insert is cut into blocks. */
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
        this.blockBufferSize = OptionText.atLeast(1, blocks, "block_buffer_size");
        return this;
    }

    /** The limit of an operation as a whole; null: none. */
    public ClientOptionsBuilder queryTimeout(@Nullable Duration queryTimeout) {
        this.queryTimeout = queryTimeout;
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

    /** Tells {@code observer} what the client does, besides the observers named so far. */
    public ClientOptionsBuilder observer(ClientObserver observer) {
        observers.add(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    Limits limits() {
        return limits;
    }

    PoolOptions pool() {
        return pool;
    }

    RetryOptions retry() {
        return retry;
    }

    void retry(RetryOptions retry) {
        this.retry = retry;
    }

    InsertOptions insert() {
        return insert;
    }

    ThreadOptions threads() {
        return threads;
    }

    Compression compression() {
        return compression;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * The options.
     *
     * @throws ConfigurationException if two of them contradict each other
     */
    public ClientOptions build() {
        if (pool.minimumIdle() > pool.maximumSize()) {
            throw new ConfigurationException("min_idle " + pool.minimumIdle() + " is more than max_open_conns "
                    + pool.maximumSize() + "; raise max_open_conns or lower min_idle");
        }
        ConnectionOptions connection = new ConnectionOptions(
                database,
                new Credentials(username, password),
                clientName,
                quotaKey,
                compression,
                timeouts,
                limits,
                blockBufferSize);
        return new ClientOptions(
                endpoints,
                connection,
                pool,
                retry,
                threads,
                insert,
                new ArrayList<>(settings.values()),
                queryTimeout,
                closeGrace,
                observers);
    }
}
