package io.peristyle.client;

import io.peristyle.cluster.EndpointConnector;
import io.peristyle.cluster.PooledExecutor;
import io.peristyle.cluster.SessionExecutor;
import io.peristyle.observe.PoolStats;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.ClientOptionsBuilder;
import io.peristyle.options.PoolSize;
import io.peristyle.options.PoolTimeouts;
import io.peristyle.pool.Lease;
import io.peristyle.pool.Pool;
import io.peristyle.pool.PoolEnvironment;
import io.peristyle.pool.PoolLimits;
import io.peristyle.pool.PoolSettings;
import io.peristyle.pool.PoolTimes;
import io.peristyle.query.ServerInfo;
import io.peristyle.query.TableColumn;
import io.peristyle.record.Mappings;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of one ClickHouse service: the owner of connections, event loops and callback threads. One for an application,
 * living as long as it. Thread-safe.
 *
 * <p>Connections are made when they are needed. With several endpoints, new connections go round them in order, and to the
 * next when a connect fails; a statement then runs on whichever connection is idle. Statements are not balanced one by one.
 *
 * <p>Nothing here blocks but {@link #close()}. Futures complete on the client's callback executor.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
public final class ClickHouse implements AutoCloseable {
    private static final long IDLE_CALLBACK_THREAD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ClientOptions options;
    private final ClientParts parts;
    private final Pool<Connection> pool;
    private final PooledExecutor statements;
    private final Callbacks callbacks;
    private final Engine engine;
    private final Closing closing;

    ClickHouse(ClientOptions options, ClientParts parts) {
        this.options = options;
        this.parts = parts;
        this.callbacks = callbacks(options, parts);
        this.pool = pool(options, parts);
        this.statements = new PooledExecutor(pool, options.pool().timeouts().acquireTimeout(), parts.clock());
        this.engine = new Engine(
                statements,
                new TableColumns(),
                callbacks,
                new Mappings(),
                parts.columnsByZone(),
                options,
                parts.clock());
        this.closing = new Closing(pool, parts.connector(), callbacks);
    }

    /** A client with the given options. Connects at the first statement, unless connections are to be kept ready. */
    public static ClickHouse connect(ClientOptions options) {
        Objects.requireNonNull(options, "options");
        return new ClickHouse(options, ClientParts.of(options));
    }

    /**
     * A client of the servers that a URL names, such as {@code clickhouse://user:password@host:9000/database}.
     *
     * @throws io.peristyle.error.ConfigurationException if the URL is not understood
     */
    public static ClickHouse connect(String url) {
        return connect(ClientOptions.parse(url));
    }

    /**
     * A client as the environment variables {@code CLICKHOUSE_…} say.
     *
     * @throws io.peristyle.error.ConfigurationException if one is not understood
     */
    public static ClickHouse fromEnvironment() {
        return connect(ClientOptions.fromEnvironment(System.getenv()));
    }

    /** A builder of options, for {@link #connect(ClientOptions)}. */
    public static ClientOptionsBuilder builder() {
        return ClientOptions.builder();
    }

    /**
     * A statement to be run.
     *
     * @param sql one statement, with placeholders {@code {name:Type}} or {@code {name}}
     */
    public Query query(String sql) {
        return new Query(engine, new QueryDraft(Objects.requireNonNull(sql, "sql")));
    }

    /**
     * An insert to be run.
     *
     * @param table {@code table} or {@code database.table}; parts that contain dots in back-quotes
     */
    public Insert insert(String table) {
        return new Insert(engine, new InsertDraft(TableName.parse(Objects.requireNonNull(table, "table"))));
    }

    /** Takes a connection for settings, a current database and temporary tables; to be closed by the caller. */
    public CompletableFuture<Session> session() {
        return lend(lease -> new Session(engine, new SessionExecutor(lease, parts.timers())), lease -> {});
    }

    /** What a server says of itself. */
    public CompletableFuture<ServerInfo> server() {
        return lend(lease -> lease.resource().server(), Lease::release);
    }

    /** Asks a server for a sign of life; completes with the round trip. */
    public CompletableFuture<Duration> ping() {
        Deadline deadline = Deadline.after(options.connection().timeouts().handshake(), parts.clock());
        CompletableFuture<Duration> result = new CompletableFuture<>();
        statements.acquire(deadline).whenComplete((lease, failure) -> {
            if (lease == null) {
                complete(result, null, failure);
                return;
            }
            lease.resource().ping(deadline).whenComplete((roundTrip, broken) -> {
                lease.release();
                complete(result, roundTrip, broken);
            });
        });
        return result;
    }

    /** The columns of a table, asked for anew. */
    public CompletableFuture<List<TableColumn>> columns(String table) {
        TableName name = TableName.parse(Objects.requireNonNull(table, "table"));
        return engine.tables().describe(engine, name, new StatementOptions());
    }

    /** The figures of the pool at this moment. */
    public PoolStats stats() {
        return pool.stats();
    }

    /**
     * Takes no more work, waits for what is under way, and closes. Called again, it can only shorten the wait.
     *
     * @param grace how long to wait; what has not ended then is cut off
     * @return completes within {@code grace} and 0.2 seconds, when no thread, socket or timer is left; cancelling it has no
     *     effect
     */
    public CompletableFuture<Void> close(Duration grace) {
        return closing.begin(Objects.requireNonNull(grace, "grace"));
    }

    /**
     * {@link #close(Duration)} with the option {@code close_grace}, and waits for it; on a callback thread it does not wait.
     */
    @Override
    public void close() {
        CompletableFuture<Void> closed = close(options.closeGrace());
        if (!callbacks.isRunningHere()) {
            closed.join();
        }
    }

    /** Lends a connection, makes something of it and hands both over; {@code end} ends the lease once that has been done. */
    private <T> CompletableFuture<T> lend(
            Function<Lease<Connection>, T> make, java.util.function.Consumer<Lease<Connection>> end) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Deadline deadline = Deadline.after(options.statements().queryTimeout(), parts.clock());
        CompletableFuture<Lease<Connection>> acquiring = statements.acquire(deadline);
        acquiring.whenComplete((lease, failure) -> {
            if (lease == null) {
                complete(result, null, failure);
            } else if (result.isCancelled()) {
                lease.release();
            } else {
                T made = make.apply(lease);
                end.accept(lease);
                complete(result, made, null);
            }
        });
        result.whenComplete((made, failure) -> acquiring.cancel(false));
        return result;
    }

    private <T> void complete(CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
        callbacks.execute(() -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (!result.complete(value) && value instanceof Session unwanted) {
                unwanted.close();
            }
        });
    }

    private static Callbacks callbacks(ClientOptions options, ClientParts parts) {
        return options.threads().callbackExecutor() != null
                ? Callbacks.on(options.threads().callbackExecutor())
                : Callbacks.on(new CallbackThreads(
                        options.threads().callbackThreads(),
                        IDLE_CALLBACK_THREAD_NANOS,
                        parts.clock(),
                        parts.timers()));
    }

    private static Pool<Connection> pool(ClientOptions options, ClientParts parts) {
        PoolSize size = options.pool().size();
        PoolTimeouts timeouts = options.pool().timeouts();
        PoolLimits limits = PoolLimits.ofSize(size.maximum())
                .withMinimumIdle(size.minimumIdle())
                .withMaximumWaiting(size.maximumPending());
        PoolTimes times = new PoolTimes(
                timeouts.maximumIdleTime(),
                timeouts.maximumLifetime(),
                timeouts.validateAfterIdle(),
                options.cluster().health().checkPeriod(),
                PoolTimes.DEFAULT.reopenDelay());
        long seed = ThreadLocalRandom.current().nextLong();
        EndpointConnector factory = new EndpointConnector(
                parts.connector(),
                options.endpoints(),
                options.connection().timeouts().dial(),
                parts.clock());
        return Pool.start(
                new PoolSettings(limits, times, new PoolEnvironment(parts.clock(), parts.timers(), seed)), factory);
    }
}
