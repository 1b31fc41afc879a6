package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.ScriptedPeer;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.transport.tcp.ServerBytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a server that refuses everything is asked (reliability test T7). */
class RetryBudgetTest {
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final byte[] END_OF_REQUEST = HexFormat.of().parseHex("02000100" + "02ffffffff" + "0300000000");
    private static final int CLIENTS = 20;
    private static final int STATEMENTS_OF_EACH = 100;
    private static final double ALLOWED = 1.10;

    @Test
    void aServerThatIsOverloadedIsAskedATenthOftenerAtMost() {
        for (int code : new int[] {202, 241}) {
            double ratio = requestsForEachStatement(code);

            System.out.printf("T7, code %d: requests sent / asked = %.4f%n", code, ratio);
            assertThat(ratio).as("code %s", code).isGreaterThan(1.0).isLessThanOrEqualTo(ALLOWED);
        }
    }

    @Test
    void whatAnotherAttemptDoesNotCureIsAskedOnce() {
        for (int code : new int[] {60, 62, 159, 201, 252, 49}) {
            assertThat(requestsForEachStatement(code)).as("code %s", code).isEqualTo(1.0);
        }
    }

    private static double requestsForEachStatement(int code) {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.playing(peer -> refuseAll(peer, code, requests));
                ClickHouse db = ClickHouse.connect(server.url() + "?compress=none&max_open_conns=" + CLIENTS)) {
            List<CompletableFuture<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(ask(db, code, STATEMENTS_OF_EACH));
            }
            clients.forEach(CompletableFuture::join);
            ClientResources.awaitRest(db);
        }
        return requests.get() / (double) (CLIENTS * STATEMENTS_OF_EACH);
    }

    private static CompletableFuture<?> ask(ClickHouse db, int code, int times) {
        if (times == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return db.query("SELECT 1")
                .execute()
                .handle((summary, failure) -> {
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    ServerException.class,
                                    error -> assertThat(error.code()).isEqualTo(code));
                    return failure;
                })
                .thenCompose(failure -> ask(db, code, times - 1));
    }

    private static void refuseAll(ScriptedPeer peer, int code, AtomicInteger requests) throws IOException {
        peer.readUntilIdle(IDLE);
        peer.send(ServerBytes.hello());
        peer.read(1 + 2 * "notchunked".length() + 2 + 1);
        while (true) {
            readRequest(peer);
            requests.incrementAndGet();
            peer.send(ServerBytes.error(code, "not now"));
            assertThat(peer.read(1))
                    .as("a ping, whether the connection goes on")
                    .containsExactly(4);
            peer.send(ServerBytes.pong());
        }
    }

    private static void readRequest(ScriptedPeer peer) throws IOException {
        int matched = 0;
        while (matched < END_OF_REQUEST.length) {
            byte next = peer.read(1)[0];
            matched = next == END_OF_REQUEST[matched] ? matched + 1 : next == END_OF_REQUEST[0] ? 1 : 0;
        }
    }
}
