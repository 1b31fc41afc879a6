package io.peristyle.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.peristyle.client.ClickHouse;
import io.peristyle.observe.BreakerEvent;
import io.peristyle.observe.BreakerState;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.EndpointEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of one client, by the names of OpenTelemetry's conventions for database clients where there is one, and else
 * beginning with {@code peristyle.}: timers and counters from what it observes, gauges from the client's statistics.
 *
 * <pre>{@code
 * ClickHouseMetrics metrics = new ClickHouseMetrics(registry, "orders");
 * ClickHouse db = ClickHouse.connect(ClickHouse.builder().url(url).observer(metrics).build());
 * metrics.bind(db);
 * }</pre>
 *
 * <p>Tags have few values: neither query ids nor SQL are among them, and an operation that ClickHouse does not know is
 * {@code OTHER}. A tag without a value is {@code none}, such as {@code error.type} of what did not fail. {@code error.type}
 * is the server's number of the error, else the class of the failure, else {@code cancelled}.
 *
 * <p>Thread-safe. One for each client; {@link #close()} takes the meters out of the registry.
 */
public final class ClickHouseMetrics implements ClientObserver, AutoCloseable {
    /** The buckets that the conventions ask for. */
    private static final Duration[] OPERATION_BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final String poolName;
    private final Tags pool;
    private final Meter.MeterProvider<Timer> operations;
    private final Meter.MeterProvider<Counter> retries;
    private final Meter.MeterProvider<Counter> connectionsFailed;
    private final Meter.MeterProvider<Counter> connectionsClosed;
    private final Meter.MeterProvider<Counter> breakersOpened;
    private final Meter.MeterProvider<Counter> insertsLost;
    private final Timer createTime;
    private final Timer waitTime;
    private final Timer useTime;
    private final Counter overdue;
    private final Counter dropped;
    private volatile @Nullable PoolMeters poolMeters;
    private volatile boolean closed;

    /**
     * @param registry where the meters are kept
     * @param poolName tells this client from others of the application: the tag {@code db.client.connection.pool.name}
     */
    public ClickHouseMetrics(MeterRegistry registry, String poolName) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.poolName = Objects.requireNonNull(poolName, "poolName");
        this.pool = Tags.of(MetricTags.POOL_NAME, poolName);
        this.operations = Timer.builder("db.client.operation.duration")
                .description("Duration of database client operations")
                .tags(pool.and("db.system.name", "clickhouse"))
                .serviceLevelObjectives(OPERATION_BUCKETS)
                .withRegistry(registry);
        this.retries = counters("peristyle.retries", "Statements that were tried again, by where they failed");
        this.connectionsFailed = counters("peristyle.connections.failed", "Connections that could not be opened");
        this.connectionsClosed = counters("peristyle.connections.closed", "Connections that were closed, by reason");
        this.breakersOpened = counters("peristyle.breakers.opened", "Servers that were given no more work");
        this.insertsLost = counters("peristyle.inserts.lost", "Inserts in the background that failed");
        this.createTime = timer("db.client.connection.create_time", "The time it took to create a new connection");
        this.waitTime =
                timer("db.client.connection.wait_time", "The time it took to obtain an open connection from the pool");
        this.useTime = timer(
                "db.client.connection.use_time",
                "The time between borrowing a connection and returning it to the pool");
        this.overdue = counters("peristyle.leases.overdue", "Connections that were lent for suspiciously long")
                .withTags(Tags.empty());
        this.dropped = counters("peristyle.events.dropped", "Events that are missing from these metrics")
                .withTags(Tags.empty());
    }

    /** Adds the gauges of the client that this observes: connections by state, its limits, and its servers. */
    public void bind(ClickHouse db) {
        PoolMeters meters = new PoolMeters(registry, poolName, Objects.requireNonNull(db, "db")::stats);
        PoolMeters earlier;
        synchronized (this) {
            earlier = poolMeters;
            poolMeters = meters;
        }
        if (earlier != null) {
            earlier.remove();
        }
        meters.bind();
    }

    /** Takes all meters of this pool name out of the registry; what the client does from then on is not counted. */
    @Override
    public void close() {
        closed = true;
        PoolMeters meters = poolMeters;
        if (meters != null) {
            meters.remove();
        }
        for (Meter meter : registry.getMeters()) {
            if (poolName.equals(meter.getId().getTag(MetricTags.POOL_NAME))) {
                registry.remove(meter);
            }
        }
    }

    @Override
    public void onConnection(ConnectionEvent event) {
        if (closed) {
            return;
        }
        if (event instanceof ConnectionEvent.Opened opened) {
            createTime.record(opened.took());
        } else if (event instanceof ConnectionEvent.OpenFailed failed) {
            connectionsFailed
                    .withTags(MetricTags.server(failed.endpoint()).and(MetricTags.error(failed.failure())))
                    .increment();
        } else if (event instanceof ConnectionEvent.Closed closed) {
            connectionsClosed
                    .withTags("reason", MetricTags.lowerCase(closed.reason()))
                    .increment();
        }
    }

    @Override
    public void onLease(LeaseEvent event) {
        if (event instanceof LeaseEvent.Acquired acquired) {
            waitTime.record(acquired.waited());
        } else if (event instanceof LeaseEvent.Released released) {
            useTime.record(released.used());
        } else if (event instanceof LeaseEvent.Overdue) {
            overdue.increment();
        }
    }

    @Override
    public void onQuery(QueryEvent event) {
        if (closed) {
            return;
        }
        if (event instanceof QueryEvent.Ended ended) {
            Tags error = ended.isCancelled() ? MetricTags.CANCELLED : MetricTags.error(ended.failure());
            operations
                    .withTags(MetricTags.operation(ended.statement())
                            .and(MetricTags.server(ended.endpoint()))
                            .and(error))
                    .record(ended.took());
        }
    }

    @Override
    public void onRetry(RetryEvent event) {
        if (closed) {
            return;
        }
        retries.withTags(MetricTags.server(event.endpoint()).and(MetricTags.error(event.failure())))
                .increment();
    }

    @Override
    public void onLostInsert(LostInsertEvent event) {
        if (closed) {
            return;
        }
        insertsLost.withTags(MetricTags.error(event.failure())).increment();
    }

    @Override
    public void onBreaker(BreakerEvent event) {
        if (closed) {
            return;
        }
        if (event.to() == BreakerState.OPEN) {
            breakersOpened.withTags(MetricTags.server(event.endpoint())).increment();
        }
    }

    @Override
    public void onEndpoint(EndpointEvent event) {
        PoolMeters meters = poolMeters;
        if (meters != null) {
            meters.followServers();
        }
    }

    @Override
    public void onDropped(long events) {
        dropped.increment((double) events);
    }

    private Meter.MeterProvider<Counter> counters(String name, String description) {
        return Counter.builder(name).description(description).tags(pool).withRegistry(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).tags(pool).register(registry);
    }
}
