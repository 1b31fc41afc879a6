package io.peristyle.cluster;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ServerException;
import io.peristyle.pool.ResourceFactory;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Makes the pool's connections, each to the endpoint that the pool says. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
public final class EndpointConnector implements ResourceFactory<Connection> {
    /** Of a right that logging in takes, such as that to a database. */
    private static final int ACCESS_DENIED = 497;

    private final Connector connector;
    private final Duration validationTimeout;
    private final Clock clock;

    /** @param validationTimeout how long a connection that was idle for long may take to answer a ping */
    public EndpointConnector(Connector connector, Duration validationTimeout, Clock clock) {
        this.connector = connector;
        this.validationTimeout = validationTimeout;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Connection> open(Endpoint endpoint) {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        connector.connect(endpoint, Deadline.NONE).whenComplete((connection, thrown) -> {
            if (connection != null) {
                handOver(connection, result);
            } else {
                Throwable failure = Failures.unwrapped(thrown);
                result.completeExceptionally(
                        failure != null
                                ? failure
                                : new IllegalStateException("the connector gave neither a connection nor a failure"));
            }
        });
        return result;
    }

    /** Whether it is a refused login: other servers of the same service would refuse it likewise. */
    @Override
    public boolean isHopeless(Throwable failure) {
        return failure instanceof ServerException refusal
                && (refusal.isAuthentication() || refusal.code() == ACCESS_DENIED);
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

    private static void handOver(Connection connection, CompletableFuture<Connection> result) {
        if (!result.complete(connection)) {
            connection.close().whenComplete((nothing, failure) -> {});
        }
    }
}
