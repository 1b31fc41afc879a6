package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.PoolStats;
import io.peristyle.options.RetryOptions;
import io.peristyle.pool.BreakerSettings;
import io.peristyle.pool.Pool;
import io.peristyle.pool.PoolEnvironment;
import io.peristyle.pool.PoolLimits;
import io.peristyle.pool.PoolSettings;
import io.peristyle.pool.PoolTimes;
import io.peristyle.pool.ResourceFactory;
import io.peristyle.time.ManualTime;
import io.peristyle.transport.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A pool of fake connections, opened at once, in a time that stands still. For one thread. */
final class FakePool implements ResourceFactory<Connection> {
    final ManualTime time = new ManualTime();
    final List<FakeConnection> opened = new ArrayList<>();
    final Pool<Connection> pool;

    /** Sees each connection before it is lent. */
    Consumer<FakeConnection> onOpen = connection -> {};

    /** How many of the next attempts to open fail. */
    int refusals;

    /** Its probes would open connections that no statement asked for. */
    private static final BreakerSettings NEVER_OPENS =
            new BreakerSettings(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

    FakePool(int maximumSize) {
        this(maximumSize, FakeConnection.ENDPOINT);
    }

    FakePool(int maximumSize, Endpoint... endpoints) {
        PoolEnvironment environment = new PoolEnvironment(time, time, 42);
        this.pool = Pool.start(
                new PoolSettings(PoolLimits.ofSize(maximumSize), PoolTimes.DEFAULT, environment)
                        .withBreaker(NEVER_OPENS),
                this,
                Stream.of(endpoints).map(WeightedEndpoint::of).toList());
    }

    ExecutorSettings settings() {
        return settings(RetryOptions.DEFAULT, ExecutorSettings.UNOBSERVED);
    }

    ExecutorSettings settings(RetryOptions retry, ClientObserver observer) {
        PoolEnvironment environment = new PoolEnvironment(time, time, 42);
        return new ExecutorSettings(environment, Duration.ofSeconds(5), 5, retry, "shop", observer);
    }

    void assertAtRest(int idle) {
        PoolStats stats = pool.stats();
        assertThat(stats.idle()).as("idle").isEqualTo(idle);
        assertThat(stats.size()).as("size").isEqualTo(idle);
        assertThat(stats.inUse()).as("in use").isZero();
        assertThat(stats.pending()).as("pending").isZero();
        assertThat(stats.opening()).as("opening").isZero();
        assertThat(opened.stream().filter(connection -> !connection.closed).count())
                .as("open")
                .isEqualTo(idle);
    }

    @Override
    public CompletableFuture<Connection> open(Endpoint endpoint) {
        if (refusals > 0) {
            refusals--;
            return CompletableFuture.failedFuture(Failing.beforeSending());
        }
        FakeConnection connection = new FakeConnection(endpoint);
        opened.add(connection);
        onOpen.accept(connection);
        return CompletableFuture.completedFuture(connection);
    }

    @Override
    public boolean isUsable(Connection connection) {
        return connection.isUsable();
    }

    @Override
    public CompletableFuture<Void> close(Connection connection) {
        return connection.close();
    }

    @Override
    public void onBroken(Connection connection, Runnable action) {}

    @Override
    public CompletableFuture<Boolean> validate(Connection connection) {
        return CompletableFuture.completedFuture(true);
    }
}
