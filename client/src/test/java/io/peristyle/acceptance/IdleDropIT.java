package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A proxy that drops connections that were idle for 2 s, and requests at random gaps around that (reliability test T5). */
@OnEveryServer
@OverEveryTransport
final class IdleDropIT {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int CLIENTS = 12;
    private static final int REQUESTS_OF_EACH = 6;

    @Test
    void readsAndInsertsAreNotHurt(@PrivateServer ClickHouseServer server, ServerVersion version, Transport transport) {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        server.http("CREATE TABLE drops (id Int64) ENGINE = MergeTree ORDER BY id");
        try (FaultProxy proxy = transport.proxyTo(server);
                ClickHouse db = ClickHouse.connect(transport.url(proxy) + "?max_open_conns=8")) {
            // The embedded 26.7 does not outlive every reset.
            proxy.dropIdleAfter(IDLE, version == ServerVersion.MODERN ? Cut.FIN : Cut.RST);
            List<CompletableFuture<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(ask(db, new Random(random.nextLong()), i * (long) REQUESTS_OF_EACH, REQUESTS_OF_EACH));
            }
            clients.forEach(CompletableFuture::join);

            assertThat(proxy.acceptedConnections()).as("with seed %s", seed).isGreaterThan(8);
            ClientResources.awaitRest(db);
        }
        int inserted = CLIENTS * REQUESTS_OF_EACH;
        assertThat(server.http("SELECT count(), uniqExact(id) FROM drops").strip())
                .as("with seed %s", seed)
                .isEqualTo(inserted + "\t" + inserted);
    }

    private static CompletableFuture<?> ask(ClickHouse db, Random random, long id, int times) {
        if (times == 0) {
            return CompletableFuture.completedFuture(null);
        }
        long gap = IDLE.toMillis() - 30 + random.nextInt(80);
        Executor later = CompletableFuture.delayedExecutor(gap, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> {}, later)
                .thenCompose(nothing -> db.insert("drops").columns(Map.of("id", new long[] {id})))
                .thenCompose(
                        summary -> db.query("SELECT {id:Int64}").param("id", id).value(Long.class))
                .thenCompose(value -> {
                    assertThat(value).isEqualTo(id);
                    return ask(db, random, id + 1, times - 1);
                });
    }
}
