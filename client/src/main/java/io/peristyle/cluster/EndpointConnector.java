package io.peristyle.cluster;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ServerException;
import io.peristyle.pool.ResourceFactory;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pool's connections: goes round the endpoints in order, and to the next when a connect fails. A refused login is
 * not taken elsewhere. Balances connections, not requests: a request runs on whichever connection is idle.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
public final class EndpointConnector implements ResourceFactory<Connection> {
    private final Connector connector;
    private final List<Endpoint> endpoints;
    private final Duration validationTimeout;
    private final Clock clock;
    private final AtomicInteger next = new AtomicInteger();

    /** @param validationTimeout how long a connection that was idle for long may take to answer a ping */
    public EndpointConnector(Connector connector, List<Endpoint> endpoints, Duration validationTimeout, Clock clock) {
        this.connector = connector;
        this.endpoints = List.copyOf(endpoints);
        this.validationTimeout = validationTimeout;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Connection> open() {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        int first = Math.floorMod(next.getAndIncrement(), endpoints.size());
        connect(first, 1, null, result);
        return result;
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
    public void onBroken(Connection connection, Runnable action) {
        connection.onClose(action);
    }

    @Override
    public CompletableFuture<Boolean> validate(Connection connection) {
        return connection.ping(Deadline.after(validationTimeout, clock)).thenApply(roundTrip -> true);
    }

    private void connect(int index, int tried, @Nullable Throwable earlier, CompletableFuture<Connection> result) {
        connector.connect(endpoints.get(index), Deadline.NONE).whenComplete((connection, thrown) -> {
            if (connection != null) {
                handOver(connection, result);
                return;
            }
            Throwable failure = withEarlier(thrown, earlier);
            if (tried < endpoints.size() && !isRefusedLogin(failure) && !result.isDone()) {
                connect((index + 1) % endpoints.size(), tried + 1, failure, result);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    private static void handOver(Connection connection, CompletableFuture<Connection> result) {
        if (!result.complete(connection)) {
            connection.close().whenComplete((nothing, failure) -> {});
        }
    }

    private static boolean isRefusedLogin(Throwable failure) {
        return failure instanceof ServerException refusal && refusal.isAuthentication();
    }

    private static Throwable withEarlier(@Nullable Throwable thrown, @Nullable Throwable earlier) {
        Throwable failure = Failures.unwrapped(thrown);
        if (failure == null) {
            failure = new IllegalStateException("the connector gave neither a connection nor a failure");
        }
        if (earlier != null && earlier != failure) {
            failure.addSuppressed(earlier);
        }
        return failure;
    }
}
