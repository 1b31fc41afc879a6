package io.peristyle.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.error.PoolException;
import io.peristyle.error.ServerException;
import io.peristyle.observe.BreakerEvent;
import io.peristyle.observe.BreakerState;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.DurationHistogram;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.observe.PoolStats;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClickHouseMetricsTest {
    private static final Endpoint SERVER = new Endpoint("ch1", 9000, "10.0.0.1");
    private static final Duration TOOK = Duration.ofMillis(12);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClickHouseMetrics metrics = new ClickHouseMetrics(registry, "orders");

    @Test
    void timesOperationsByWhatTheyDoAndWhere() {
        ended("SELECT", new Summary("id", SERVER, List.of(SERVER), 1, 1, -1, Progress.NONE), null);
        ended("SELECT", new Summary("id", SERVER, List.of(SERVER, SERVER), 1, 1, -1, Progress.NONE), null);

        Timer timer = registry.get("db.client.operation.duration").timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(24);
        assertThat(timer.getId().getTags())
                .containsExactlyInAnyOrderElementsOf(Tags.of(
                        "db.system.name", "clickhouse",
                        "db.operation.name", "SELECT",
                        "db.namespace", "shop",
                        "db.client.connection.pool.name", "orders",
                        "server.address", "ch1",
                        "server.port", "9000",
                        "error.type", "none"));
    }

    @Test
    void namesErrorsByTheServersNumberOrTheClassOfTheFailure() {
        ended("SELECT", null, unknownTable());
        ended("SELECT", null, new PoolException(PoolException.Reason.ACQUIRE_TIMEOUT, "no connection", null));
        ended("SELECT", null, null);

        assertThat(registry.get("db.client.operation.duration").timers().stream()
                        .map(timer -> timer.getId().getTag("error.type")))
                .containsExactlyInAnyOrder("60", PoolException.class.getName(), "cancelled");
        assertThat(registry.get("db.client.operation.duration")
                        .tag("error.type", PoolException.class.getName())
                        .timer()
                        .getId()
                        .getTag("server.address"))
                .isEqualTo("none");
    }

    @Test
    void hasFewTagsWhateverTheStatementsSay() {
        for (int i = 0; i < 1000; i++) {
            ended("NONSENSE" + i, new Summary("id" + i, SERVER, List.of(SERVER), 1, 1, -1, Progress.NONE), null);
        }
        assertThat(registry.get("db.client.operation.duration").timers()).hasSize(1);
        assertThat(registry.get("db.client.operation.duration")
                        .tag("db.operation.name", "OTHER")
                        .timer()
                        .count())
                .isEqualTo(1000);
    }

    @Test
    void countsWhatHappensToConnectionsLeasesAndServers() {
        metrics.onConnection(new ConnectionEvent.Opened(SERVER, TOOK));
        metrics.onConnection(new ConnectionEvent.OpenFailed(SERVER, TOOK, unknownTable()));
        metrics.onConnection(new ConnectionEvent.Closed(SERVER, TOOK, ConnectionEvent.Reason.MADE_ROOM));
        metrics.onLease(new LeaseEvent.Acquired(SERVER, TOOK));
        metrics.onLease(new LeaseEvent.Released(SERVER, TOOK));
        metrics.onLease(new LeaseEvent.Refused(TOOK, unknownTable()));
        metrics.onLease(new LeaseEvent.Overdue(SERVER, TOOK, null, new Throwable()));
        metrics.onRetry(new RetryEvent("id", 1, SERVER, unknownTable(), TOOK));
        metrics.onBreaker(new BreakerEvent(SERVER, BreakerState.CLOSED, BreakerState.OPEN, null));
        metrics.onBreaker(new BreakerEvent(SERVER, BreakerState.OPEN, BreakerState.HALF_OPEN, null));
        metrics.onLostInsert(new LostInsertEvent("events", 1, unknownTable()));
        metrics.onDropped(5);

        for (String timer : List.of("create_time", "wait_time", "use_time")) {
            assertThat(registry.get("db.client.connection." + timer).timer().totalTime(TimeUnit.MILLISECONDS))
                    .as(timer)
                    .isEqualTo(12);
        }
        assertThat(registry.get("peristyle.connections.failed")
                        .tags("server.address", "ch1", "error.type", "60")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("peristyle.connections.closed")
                        .tag("reason", "made_room")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("peristyle.leases.overdue").counter().count()).isEqualTo(1);
        assertThat(registry.get("peristyle.retries")
                        .tag("server.address", "ch1")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("peristyle.breakers.opened").counter().count()).isEqualTo(1);
        assertThat(registry.get("peristyle.inserts.lost")
                        .tag("error.type", "60")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("peristyle.events.dropped").counter().count()).isEqualTo(5);
    }

    @Test
    void followsServersThatComeAndGo() {
        AtomicReference<PoolStats> stats = new AtomicReference<>(stats(at("10.0.0.1", BreakerState.CLOSED)));
        PoolMeters meters = new PoolMeters(registry, "orders", stats::get);
        meters.bind();
        assertThat(breakers()).containsExactly("10.0.0.1 0.0");

        stats.set(stats(at("10.0.0.2", BreakerState.OPEN), at("10.0.0.3", BreakerState.HALF_OPEN)));
        meters.followServers();
        assertThat(breakers()).containsExactlyInAnyOrder("10.0.0.2 2.0", "10.0.0.3 1.0");

        meters.remove();
        assertThat(breakers()).isEmpty();
        meters.followServers();
        assertThat(breakers()).isEmpty();
    }

    @Test
    void takesItsMetersOutOfTheRegistryAndNoOthers() {
        ClickHouseMetrics other = new ClickHouseMetrics(registry, "other");
        other.onDropped(1);
        ended("SELECT", null, null);
        metrics.close();
        assertThat(registry.getMeters())
                .isNotEmpty()
                .allMatch(meter -> "other".equals(meter.getId().getTag("db.client.connection.pool.name")));
    }

    @Test
    void leavesTheRegistryAloneOnceClosed() {
        metrics.close();
        ended("SELECT", null, new ConnectionException("gone", FailureContext.NOTHING_SENT, null));
        metrics.onBreaker(
                new BreakerEvent(new Endpoint("10.0.0.1", 9000), BreakerState.CLOSED, BreakerState.OPEN, null));

        assertThat(registry.getMeters()).isEmpty();
    }

    private Stream<String> breakers() {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().equals("peristyle.endpoint.breaker"))
                .map(meter -> meter.getId().getTag("network.peer.address") + " " + valueOf(meter));
    }

    private static double valueOf(Meter meter) {
        return meter.measure().iterator().next().getValue();
    }

    private void ended(String operation, @Nullable Summary summary, @Nullable Throwable failure) {
        QueryEvent.Statement statement = new QueryEvent.Statement("id", operation, "SELECT 1", "shop");
        metrics.onQuery(new QueryEvent.Started(statement));
        metrics.onQuery(new QueryEvent.Ended(statement, TOOK, summary, failure));
    }

    private static ServerException unknownTable() {
        return new ServerException(
                60,
                "UNKNOWN_TABLE",
                "no such table",
                new FailureContext(Outcome.NOT_EXECUTED, SERVER, "id", 1, true),
                null);
    }

    private static EndpointStats at(String address, BreakerState breaker) {
        return new EndpointStats(
                new Endpoint("ch1", 9000, address),
                1,
                breaker,
                false,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                DurationHistogram.EMPTY);
    }

    private static PoolStats stats(EndpointStats... endpoints) {
        return new PoolStats(
                0, 0, 0, 0, 0, 10, 0, 0, 0, DurationHistogram.EMPTY, DurationHistogram.EMPTY, List.of(endpoints));
    }
}
