package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ServerException;
import io.peristyle.time.Deadline;
import io.peristyle.time.ManualTime;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class EndpointConnectorTest {
    private static final Endpoint A = new Endpoint("a", 9000);
    private static final Endpoint B = new Endpoint("b", 9000);

    private final Network network = new Network();
    private final EndpointConnector connector = new EndpointConnector(network, Duration.ofSeconds(1), new ManualTime());

    @Test
    void connectsToTheEndpointItIsTold() {
        CompletableFuture<Connection> opening = connector.open(B);
        FakeConnection connection = new FakeConnection(B);
        network.answer.complete(connection);

        assertThat(opening).isCompletedWithValue(connection);
        assertThat(network.asked).containsExactly(B);
    }

    @Test
    void failsAsTheConnectorFailsAndAsksNoOtherEndpoint() {
        RuntimeException failure = Failing.beforeSending();
        network.answer.completeExceptionally(new CompletionException(failure));
        CompletableFuture<Connection> opening = connector.open(A);

        assertThat(opening).isCompletedExceptionally();
        assertThat(opening.handle((connection, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(network.asked).containsExactly(A);
    }

    @Test
    void callsARefusedLoginHopelessAndNothingElse() {
        assertThat(connector.isHopeless(Failing.server(516))).isTrue();
        assertThat(connector.isHopeless(Failing.server(193))).isTrue();
        assertThat(connector.isHopeless(Failing.server(202))).isFalse();
        assertThat(connector.isHopeless(Failing.beforeSending())).isFalse();
    }

    @Test
    void aMissingRightIsNoRefusedLoginButAsHopelessToConnectWith() {
        ServerException denied = Failing.server(497);

        assertThat(denied.isAuthentication()).isFalse();
        assertThat(connector.isHopeless(denied)).isTrue();
    }

    @Test
    void closesAConnectionThatComesTooLate() {
        CompletableFuture<Connection> opening = connector.open(A);
        opening.cancel(false);
        FakeConnection late = new FakeConnection(A);
        network.answer.complete(late);

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

    /** Answers when the test says so. */
    private static final class Network implements Connector {
        final List<Endpoint> asked = new ArrayList<>();
        final CompletableFuture<Connection> answer = new CompletableFuture<>();

        @Override
        public CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline) {
            asked.add(endpoint);
            return answer;
        }

        @Override
        public CompletableFuture<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
