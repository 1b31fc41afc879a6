package io.peristyle.client;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.options.ClientOptions;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.time.Timers;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import io.peristyle.transport.HostResolver.HostAddresses;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

/** A client on connections that the test plays itself. */
final class ScriptedClient implements Connector {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Queue<ScriptedConnection> connections;
    final ClickHouse db;

    ScriptedClient(ScriptedConnection... connections) {
        this.connections = new ArrayDeque<>(List.of(connections));
        Timers timers = (task, delay, unit) -> {
            ScheduledFuture<?> scheduled = timer.schedule(task, delay, unit);
            return () -> scheduled.cancel(false);
        };
        ClientOptions options = ClientOptions.parse("clickhouse://scripted:9000");
        this.db = new ClickHouse(
                options, new ClientParts(this, ScriptedClient::resolve, timers, Clock.SYSTEM, CodecRegistry::new));
    }

    private static CompletableFuture<HostAddresses> resolve(String host) {
        return CompletableFuture.completedFuture(new HostAddresses(List.of("127.0.0.1"), null));
    }

    @Override
    public synchronized CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline) {
        ScriptedConnection next = connections.poll();
        return next == null
                ? CompletableFuture.failedFuture(new IllegalStateException("no more connections are scripted"))
                : CompletableFuture.completedFuture(next);
    }

    @Override
    public CompletableFuture<Void> close() {
        timer.shutdownNow();
        return CompletableFuture.completedFuture(null);
    }
}
