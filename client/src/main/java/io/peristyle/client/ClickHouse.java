package io.peristyle.client;

import io.peristyle.cluster.EndpointConnector;
import io.peristyle.cluster.ExecutorSettings;
import io.peristyle.cluster.PooledExecutor;
import io.peristyle.cluster.Topology;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.PoolStats;
import io.peristyle.options.Balancing;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.ClientOptionsBuilder;
import io.peristyle.options.PoolSize;
import io.peristyle.pool.Pool;
import io.peristyle.pool.Preference;
import io.peristyle.query.Row;
import io.peristyle.query.ServerInfo;
import io.peristyle.query.TableColumn;
import io.peristyle.record.Mappings;
import io.peristyle.telemetry.Telemetry;
import io.peristyle.transport.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A client of one ClickHouse service: the owner of connections, event loops and callback threads. One for an application,
 * living as long as it. Thread-safe.
 *
 * <p>Connections are made when they are needed, unless the options {@code min_idle} or {@code start} say otherwise. With
 * several servers, each statement is given the one that {@link Balancing} chooses, as long as that is in service. A server that
 * fails again and again gets no work until a connection to it has been opened again; then its share grows over some seconds. A
 * session, a cursor and a publisher stay with their server. One pool serves all servers: nobody waits in line for one of them
 * while a connection to another is to be had.
 *
 * <p>A name with several addresses stands for as many servers. Names are looked up again as the answers age, so that a server
 * that moves is followed. Servers appear in statistics, events and failures by their address.
 *
 * <p>Nothing here blocks but {@link #close()} and, if the option {@code start} has it wait, {@link #connect(ClientOptions)}.
 * Futures complete on the client's callback executor.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
public final class ClickHouse implements AutoCloseable {
    private static final long IDLE_CALLBACK_THREAD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What is longer is as good as for ever, and clocks can count it. */
    private static final Duration LONGEST_GRACE = Duration.ofDays(36_500);

    private final ClientOptions options;
    private final ClientParts parts;
    private final Topology topology;
    private final ClusterDiscovery discovery;
    private final Pool<Connection> pool;
    private final Callbacks callbacks;
    private final Engine engine;
    private final ServerCalls calls;
    private final Closing closing;

    ClickHouse(ClientOptions options, ClientParts parts) {
        this.options = options;
        this.parts = parts;
        this.callbacks = callbacks(options, parts);
        Duration dialTimeout = options.connection().timeouts().dial();
        this.topology = new Topology(options.cluster().endpoints(), parts.hosts(), parts.timers(), dialTimeout);
        Telemetry telemetry = new Telemetry(options.observers(), callbacks);
        EndpointConnector connections = new EndpointConnector(parts.connector(), dialTimeout, parts.clock());
        this.pool = Pool.start(PoolTerms.settings(options, parts, telemetry), connections, topology.places());
        ExecutorSettings executors = PoolTerms.executors(options, parts, telemetry);
        PooledExecutor statements = new PooledExecutor(pool, executors);
        Admission admission = new Admission(statements);
        Background background = new Background(new BackgroundStatements(options, telemetry), statements);
        this.engine = new Engine(
                admission,
                new TableColumns(),
                callbacks,
                new Mappings(),
                parts.columnsByZone(),
                options,
                parts.clock(),
                parts.timers(),
                background,
                new InsertsUnderWay());
        this.calls = new ServerCalls(engine, executors, pool, admission, parts.connector());
        this.discovery = new ClusterDiscovery(options.cluster(), topology, parts.timers(), this::clusterServers);
        this.closing =
                new Closing(new WorkEnd(admission, engine, pool, statements), parts.connector(), callbacks, telemetry);
        topology.start(pool::endpoints);
        discovery.start();
    }

    /**
     * A client with the given options. Waits for what the option {@code start} says, by default for nothing: servers that are
     * down are then noticed by the first statement.
     *
     * @throws io.peristyle.error.ClickHouseException if a connection was to be waited for and there is none; the client is closed
     *     then
     */
    public static ClickHouse connect(ClientOptions options) {
        ClickHouse client = create(Objects.requireNonNull(options, "options"));
        try {
            client.ready().join();
            return client;
        } catch (CompletionException e) {
            client.close(Duration.ZERO).join();
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static ClickHouse create(ClientOptions options) {
        ClientParts parts = ClientParts.of(options);
        try {
            return new ClickHouse(options, parts);
        } catch (RuntimeException | Error e) {
            var unused = parts.connector().close();
            throw e;
        }
    }

    /**
     * {@link #connect(ClientOptions)} without blocking. Cancelling the future closes the client that is not ready yet.
     *
     * @return fails with a {@link io.peristyle.error.ClickHouseException} where {@code connect} throws one
     */
    public static CompletableFuture<ClickHouse> connectAsync(ClientOptions options) {
        Objects.requireNonNull(options, "options");
        CompletableFuture<ClickHouse> result = new CompletableFuture<>();
        ClickHouse client;
        try {
            client = create(options);
        } catch (ClickHouseException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Void> ready = client.ready();
        ready.whenComplete((nothing, failure) -> {
            if (failure == null) {
                client.callbacks.execute(() -> {
                    if (!result.complete(client)) {
                        client.close(Duration.ZERO);
                    }
                });
            } else {
                client.close(Duration.ZERO)
                        .whenComplete((closed, ignored) ->
                                client.callbacks.execute(() -> result.completeExceptionally(unwrapped(failure))));
            }
        });
        result.whenComplete((connected, failure) -> ready.cancel(false));
        return result;
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
        return calls.session();
    }

    /** What a server says of itself. */
    public CompletableFuture<ServerInfo> server() {
        return calls.server(Preference.ANY);
    }

    /**
     * What one server says of itself.
     *
     * @param server as it was named, or as it appears in {@link #stats()}
     * @throws IllegalArgumentException if the client has no such server
     */
    public CompletableFuture<ServerInfo> server(Endpoint server) {
        return atPlaceOf(server, calls::server);
    }

    /** Asks a server for a sign of life; completes with the round trip. */
    public CompletableFuture<Duration> ping() {
        return calls.ping(Preference.ANY);
    }

    /**
     * Asks one server for a sign of life, whether it is in service or not; completes with the round trip. A drained one is asked
     * over a connection of its own.
     *
     * @param server as it was named, or as it appears in {@link #stats()}; the first of its addresses if it has several
     * @throws IllegalArgumentException if the client has no such server
     */
    public CompletableFuture<Duration> ping(Endpoint server) {
        return atPlaceOf(server, calls::ping);
    }

    /** The columns of a table, asked for anew. */
    public CompletableFuture<List<TableColumn>> columns(String table) {
        TableName name = TableName.parse(Objects.requireNonNull(table, "table"));
        StatementOptions own = new StatementOptions();
        return engine.tables().describe(engine, name, own, own.deadline(options, parts.clock()));
    }

    /** The figures of the pool at this moment. */
    public PoolStats stats() {
        return pool.stats();
    }

    /**
     * Takes a server out of service, for its maintenance: it gets no more statements, and each of its connections is closed as
     * soon as nobody uses it. Sessions keep theirs until they are closed. If no other server is left, callers wait.
     *
     * @param server as it was named, with all of its addresses, those that its name gets later included; or one address as it
     *     appears in {@link #stats()}
     * @return completes when no connection to it is left; cancelled if it is {@linkplain #resume resumed} before. Cancelling it
     *     has no effect on the server
     * @throws IllegalArgumentException if the client has no such server
     */
    public CompletableFuture<Void> drain(Endpoint server) {
        checkIsMine(server);
        CompletableFuture<Void> result = new CompletableFuture<>();
        if (server.address() == null) {
            pool.drainToCome(server, true);
        }
        CompletableFuture.allOf(
                        topology.placesOf(server).stream().map(pool::drain).toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> callbacks.execute(() -> {
                    if (failure == null) {
                        result.complete(null);
                    } else {
                        result.completeExceptionally(unwrapped(failure));
                    }
                }));
        return result;
    }

    /**
     * Takes a drained server back into service, with a share of the work that grows over some seconds.
     *
     * @param server as for {@link #drain}
     * @throws IllegalArgumentException if the client has no such server
     */
    public void resume(Endpoint server) {
        checkIsMine(server);
        if (server.address() == null) {
            pool.drainToCome(server, false);
        }
        topology.placesOf(server).forEach(pool::resume);
    }

    /**
     * Changes how many connections there may be, while the client works. Idle ones above the new maximum are closed at once,
     * those in use when they are given back. The other limits of {@link PoolSize} stay, but are no more than the maximum.
     *
     * @throws io.peristyle.error.ConfigurationException if {@code maximum} is less than 1 or than {@code minimumIdle}
     */
    public void resizePool(int minimumIdle, int maximum) {
        pool.resize(PoolTerms.limits(options.pool().size().resized(minimumIdle, maximum)));
        engine.background().line().resized(maximum);
    }

    /**
     * Takes no more work, waits for what is under way, which an insert is from its call on, sends what waits in the background,
     * and closes. What a callback would begin then is refused, too: wait for the end of a chain before. Called again, it can
     * only shorten the wait.
     *
     * @param grace how long to wait, zero or more; what has not ended then is cut off
     * @return completes within {@code grace} and 0.2 seconds, when no thread, socket or timer is left; cancelling it has no
     *     effect
     * @throws IllegalArgumentException if {@code grace} is negative
     */
    public CompletableFuture<Void> close(Duration grace) {
        if (Objects.requireNonNull(grace, "grace").isNegative()) {
            throw new IllegalArgumentException("grace is " + grace + ", must be zero or more");
        }
        discovery.close();
        topology.close();
        return closing.begin(grace.compareTo(LONGEST_GRACE) < 0 ? grace : LONGEST_GRACE);
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

    private CompletableFuture<Void> ready() {
        Duration limit = options.pool().timeouts().acquireTimeout();
        return new Readiness(pool, limit, parts.clock(), parts.timers())
                .of(options.pool().start());
    }

    private CompletableFuture<List<Row>> clusterServers() {
        return query(ClusterDiscovery.SQL)
                .param("cluster", options.cluster().discover())
                .timeout(options.connection().timeouts().handshake())
                .rows();
    }

    private void checkIsMine(Endpoint server) {
        if (!topology.has(Objects.requireNonNull(server, "server"))) {
            throw new IllegalArgumentException(server + " is none of the client's servers, which are "
                    + topology.places().stream().map(WeightedEndpoint::endpoint).toList());
        }
    }

    /** Asks the first place of {@code server}, once its name was looked up. */
    private <T> CompletableFuture<T> atPlaceOf(Endpoint server, Function<Preference, CompletableFuture<T>> question) {
        checkIsMine(server);
        CompletableFuture<List<Endpoint>> places = topology.whenPlaced(server);
        CompletableFuture<T> result = new CompletableFuture<>();
        places.whenComplete((found, failure) -> {
            if (result.isDone()) {
                return;
            }
            Endpoint place = found == null || found.isEmpty() ? server : found.get(0);
            CompletableFuture<T> answer = question.apply(Preference.only(place));
            result.whenComplete((ignored, gone) -> answer.cancel(false));
            answer.whenComplete((value, failed) -> {
                if (failed == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failed);
                }
            });
        });
        return result;
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
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
}
