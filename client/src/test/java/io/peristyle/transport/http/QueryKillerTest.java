package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.FailureContext;
import io.peristyle.query.Summary;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class QueryKillerTest implements Connector {
    private static final int WAITING = 1_000;
    private static final long SMALL_STACK = 192 << 10;
    private final List<CompletableFuture<Connection>> connecting = new ArrayList<>();
    private boolean closed;

    @Test
    void comesThroughALongLineIfNoneCanBeReached() throws InterruptedException {
        QueryKiller killer = new QueryKiller(this, Clock.SYSTEM, Duration.ofSeconds(1));
        for (int i = 0; i < WAITING; i++) {
            killer.kill(new Endpoint("h", 8123), "query-" + i);
        }
        List<CompletableFuture<Connection>> first = List.copyOf(connecting);
        assertThat(first).hasSize(4);
        closed = true;
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread failing = new Thread(
                null, () -> first.forEach(attempt -> attempt.completeExceptionally(closed())), "failing", SMALL_STACK);
        failing.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
        failing.start();
        failing.join();

        assertThat(thrown).hasNullValue();
        assertThat(connecting).hasSize(WAITING);
    }

    @Test
    void leavesItsOwnQueriesAlone() {
        byte[] introduction = HttpScript.introduction("", "26.7.1.1").getBytes(StandardCharsets.ISO_8859_1);
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
                    String asked = new String(peer.readUntilIdle(Duration.ofMillis(50)), StandardCharsets.ISO_8859_1);
                    if (asked.contains("version()")) {
                        peer.send(introduction);
                    }
                    peer.staySilent();
                });
                ClickHouse db =
                        ClickHouse.connect(HttpScript.url(server) + "&kill_on_cancel=true&handshake_timeout=500ms")) {
            CompletableFuture<Summary> query = db.query("SELECT n").execute();
            await().until(() -> connectionsThatSaid(server, "SELECT n") == 1);
            query.cancel(false);

            await().until(() -> connectionsThatSaid(server, "KILL QUERY") == 1);
            await().during(Duration.ofMillis(1_500)).until(() -> connectionsThatSaid(server, "KILL QUERY") == 1);
        }
    }

    private static long connectionsThatSaid(ScriptedServer server, String text) {
        return server.peers().stream()
                .filter(peer -> new String(peer.received(), StandardCharsets.ISO_8859_1).contains(text))
                .count();
    }

    private static ClientClosedException closed() {
        return new ClientClosedException("closed", FailureContext.NOTHING_SENT, null);
    }

    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline) {
        CompletableFuture<Connection> attempt =
                closed ? CompletableFuture.failedFuture(closed()) : new CompletableFuture<>();
        connecting.add(attempt);
        return attempt;
    }

    @Override
    public CompletableFuture<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
