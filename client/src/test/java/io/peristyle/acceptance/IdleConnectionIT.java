package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections that the network ends while they are idle; on 18.16, for the embedded 26.7 does not outlive a reset. */
@OnServer(ServerVersion.LEGACY)
final class IdleConnectionIT {
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final int READERS = 8;
    private static final int READS_OF_EACH = 12;

    @Test
    void readsAreNotHurtByAProxyThatDropsIdleConnections(ClickHouseServer server) {
        for (Cut cut : new Cut[] {Cut.FIN, Cut.RST}) {
            readAtRandomGaps(FaultProxy.to(server), "clickhouse://", cut);
        }
    }

    @Test
    void readsOverHttpAreNotHurtByAProxyThatDropsIdleConnections(ClickHouseServer server) {
        for (Cut cut : new Cut[] {Cut.FIN, Cut.RST}) {
            readAtRandomGaps(FaultProxy.to(server.host(), server.httpPort()), "http://", cut);
        }
    }

    @Test
    void readsGoOnAtOnceWhenAllIdleConnectionsAreCut(ClickHouseServer server) {
        // Each round may cost four repetitions, more than the usual share of so few reads.
        try (FaultProxy proxy = FaultProxy.to(server);
                ClickHouse db = ClickHouse.connect(proxy.url() + "?max_open_conns=4&retry_budget=100%25")) {
            for (int round = 0; round < 50; round++) {
                List<CompletableFuture<Integer>> reads = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    reads.add(db.query("SELECT {i:Int32}").param("i", i).value(Integer.class));
                }
                for (int i = 0; i < 4; i++) {
                    assertThat(reads.get(i).join()).isEqualTo(i);
                }
                // A connect that is under way is not an idle connection.
                ClientResources.awaitRest(db);
                proxy.cutAll(round % 2 == 0 ? Cut.FIN : Cut.RST);
            }
            ClientResources.awaitRest(db);
        }
    }

    private static void readAtRandomGaps(FaultProxy through, String scheme, Cut cut) {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (FaultProxy proxy = through;
                ClickHouse db = ClickHouse.connect(scheme + proxy.host() + ":" + proxy.port() + "?max_open_conns=4")) {
            proxy.dropIdleAfter(IDLE, cut);
            List<CompletableFuture<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(read(db, new Random(random.nextLong()), READS_OF_EACH));
            }
            readers.forEach(CompletableFuture::join);
            assertThat(proxy.acceptedConnections()).as("with seed %s", seed).isGreaterThan(4);
            ClientResources.awaitRest(db);
        }
    }

    /** Reads again and again, after gaps around the time at which connections are dropped. */
    private static CompletableFuture<?> read(ClickHouse db, Random random, int times) {
        if (times == 0) {
            return CompletableFuture.completedFuture(null);
        }
        long gap = IDLE.toMillis() - 20 + random.nextInt(60);
        Executor later = CompletableFuture.delayedExecutor(gap, TimeUnit.MILLISECONDS);
        int nonce = random.nextInt();
        return CompletableFuture.runAsync(() -> {}, later)
                .thenCompose(nothing ->
                        db.query("SELECT {nonce:Int32}").param("nonce", nonce).value(Integer.class))
                .thenCompose(value -> {
                    assertThat(value).isEqualTo(nonce);
                    return read(db, random, times - 1);
                });
    }
}
