package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.time.Deadline;
import io.peristyle.time.ManualTime;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class EndpointConnectorTest {
    private static final Endpoint A = new Endpoint("a", 9000);
    private static final Endpoint B = new Endpoint("b", 9000);
    private static final Endpoint C = new Endpoint("c", 9000);

    private final Network network = new Network();
    private final EndpointConnector connector =
            new EndpointConnector(network, List.of(A, B, C), Duration.ofSeconds(1), new ManualTime());

    @Test
    void goesRoundTheEndpointsInOrder() {
        for (int i = 0; i < 4; i++) {
            assertThat(connector.open()).isCompleted();
        }

        assertThat(network.asked).containsExactly(A, B, C, A);
    }

    @Test
    void goesToTheNextEndpointWhenOneFails() {
        network.failing.put(A, Failing.beforeSending());
        network.failing.put(B, Failing.server(999));

        assertThat(connector.open().join().endpoint()).isEqualTo(C);
        assertThat(network.asked).containsExactly(A, B, C);
    }

    @Test
    void beginsBehindTheEndpointItBeganAtLastTime() {
        network.failing.put(A, Failing.beforeSending());
        assertThat(connector.open()).isCompleted();
        assertThat(connector.open()).isCompleted();

        assertThat(network.asked).containsExactly(A, B, B);
    }

    @Test
    void takesARefusedLoginNowhereElse() {
        network.failing.put(A, Failing.server(516));

        assertThat(failureOf(connector.open())).isSameAs(network.failing.get(A));
        assertThat(network.asked).containsExactly(A);
    }

    @Test
    void takesALoginRefusedByALaterEndpointNoFurther() {
        network.failing.put(A, Failing.beforeSending());
        network.failing.put(B, Failing.server(193));

        assertThat(failureOf(connector.open()))
                .isSameAs(network.failing.get(B))
                .hasSuppressedException(network.failing.get(A));
        assertThat(network.asked).containsExactly(A, B);
    }

    @Test
    void failsAsTheLastEndpointWithTheEarlierFailuresBehindIt() {
        for (Endpoint endpoint : List.of(A, B, C)) {
            network.failing.put(endpoint, Failing.beforeSending());
        }

        assertThat(failureOf(connector.open()))
                .isSameAs(network.failing.get(C))
                .hasSuppressedException(network.failing.get(B));
        assertThat(network.failing.get(B)).hasSuppressedException(network.failing.get(A));
        assertThat(network.asked).containsExactly(A, B, C);
    }

    @Test
    void survivesThatAllEndpointsFailWithOneException() {
        RuntimeException same = Failing.beforeSending();
        List.of(A, B, C).forEach(endpoint -> network.failing.put(endpoint, same));

        assertThat(failureOf(connector.open())).isSameAs(same).hasNoSuppressedExceptions();
    }

    @Test
    void looksForNoOtherEndpointWhenNobodyWaitsAnyMore() {
        network.pending = new CompletableFuture<>();
        CompletableFuture<Connection> opening = connector.open();
        opening.cancel(false);
        network.pending.completeExceptionally(Failing.beforeSending());

        assertThat(network.asked).containsExactly(A);
    }

    @Test
    void closesAConnectionThatComesTooLate() {
        network.pending = new CompletableFuture<>();
        CompletableFuture<Connection> opening = connector.open();
        opening.cancel(false);
        FakeConnection late = new FakeConnection(A);
        network.pending.complete(late);

        assertThat(late.closed).isTrue();
    }

    @Test
    void validatesByAPing() {
        FakeConnection connection = new FakeConnection(A);
        CompletableFuture<Boolean> valid = connector.validate(connection);
        assertThat(valid).isNotDone();
        connection.pinged.complete(Duration.ofMillis(1));

        assertThat(valid).isCompletedWithValue(true);
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        return future.handle((value, failure) -> failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure)
                .join();
    }

    /** Connects at once, to all but those that are said to fail. */
    private static final class Network implements Connector {
        final List<Endpoint> asked = new ArrayList<>();
        final Map<Endpoint, RuntimeException> failing = new HashMap<>();

        @org.jspecify.annotations.Nullable
        CompletableFuture<Connection> pending;

        @Override
        public CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline) {
            asked.add(endpoint);
            RuntimeException failure = failing.get(endpoint);
            if (pending != null) {
                return pending;
            }
            return failure != null
                    ? CompletableFuture.failedFuture(failure)
                    : CompletableFuture.completedFuture(new FakeConnection(endpoint));
        }

        @Override
        public CompletableFuture<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
