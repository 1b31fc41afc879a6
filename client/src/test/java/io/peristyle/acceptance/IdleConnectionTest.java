package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.Outcome;
import io.peristyle.query.Row;
import io.peristyle.testkit.ScriptedPeer;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.transport.tcp.ServerBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Connections to which something happens while nobody uses them. */
class IdleConnectionTest {
    private static final Duration IDLE = Duration.ofMillis(20);

    @Test
    void dropsAConnectionThatGotAStrayByte() {
        dropsTheConnection(peer -> peer.send(new byte[] {42}));
    }

    @Test
    void dropsAConnectionThatGotAPacketOfAnAnswerThatHasEnded() {
        dropsTheConnection(peer -> peer.send(ServerBytes.endOfStream()));
        dropsTheConnection(peer -> peer.send(ServerBytes.progress(1)));
        dropsTheConnection(peer -> peer.send(ServerBytes.data(666)));
        dropsTheConnection(peer -> peer.send(ServerBytes.error(394, "cancelled too late")));
        dropsTheConnection(peer -> peer.send(ServerBytes.pong()));
    }

    @Test
    void dropsAConnectionThatTheServerCloses() {
        dropsTheConnection(peer -> {});
    }

    @Test
    void dropsAConnectionThatIsReset() {
        dropsTheConnection(ScriptedPeer::reset);
    }

    @Test
    void repeatsAReadWhoseConnectionEndsBeforeTheFirstByteOfItsAnswer() {
        assertThat(answersOfSecondConnection("SELECT n", new byte[0])).isEqualTo(1);
    }

    @Test
    void repeatsAReadOfWhichOnlyNamesAndTypesHaveCome() {
        assertThat(answersOfSecondConnection("SELECT n", ServerBytes.data())).isEqualTo(1);
    }

    @Test
    void repeatsNothingOnceAPartOfTheAnswerWasHandedOut() {
        byte[] part = ServerBytes.join(ServerBytes.data(), ServerBytes.data(7));
        assertThatThrownBy(() -> answersOfSecondConnection("SELECT n", part))
                .hasCauseInstanceOf(ConnectionException.class);
    }

    @Test
    void repeatsNothingThatMayChangeSomething() {
        assertThatThrownBy(() -> answersOfSecondConnection("/* SELECT n */ DROP TABLE t", new byte[0]))
                .hasCauseInstanceOf(ConnectionException.class)
                .cause()
                .extracting(failure -> ((ConnectionException) failure).outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    /** The first connection ends with {@code part} of an answer, the second one would give a whole one. */
    private static int answersOfSecondConnection(String sql, byte[] part) {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
                    greet(peer);
                    if (peer.index() == 0) {
                        peer.send(part);
                    } else {
                        answer(peer, peer.index());
                        peer.staySilent();
                    }
                });
                ClickHouse db = ClickHouse.connect(server.url() + "?compress=none")) {
            try {
                return (int) db.query(sql).rows().join().get(0).longValue(0);
            } finally {
                ClientResources.awaitRest(db);
            }
        }
    }

    /** The first connection gets {@code damage} after its first answer; the second one serves the next query. */
    private static void dropsTheConnection(ScriptedServer.Script damage) {
        CountDownLatch idle = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
                    greet(peer);
                    answer(peer, peer.index());
                    if (peer.index() == 0) {
                        awaitDown(idle);
                        damage.play(peer);
                    } else {
                        peer.staySilent();
                    }
                });
                ClickHouse db = ClickHouse.connect(server.url() + "?compress=none")) {
            assertThat(number(db)).isZero();
            assertThat(db.stats().idle()).isEqualTo(1);
            idle.countDown();
            await().untilAsserted(() -> assertThat(db.stats().size()).isZero());

            assertThat(number(db)).isEqualTo(1);
            assertThat(server.peers()).hasSize(2);
            ClientResources.awaitRest(db);
        }
    }

    /** Reads up to the first query. */
    private static void greet(ScriptedPeer peer) throws IOException {
        peer.readUntilIdle(IDLE);
        peer.send(ServerBytes.hello());
        // The client's addendum comes before or with its query.
        while (!new String(peer.received(), StandardCharsets.ISO_8859_1).contains("SELECT n")) {
            peer.readUntilIdle(IDLE);
        }
    }

    private static void answer(ScriptedPeer peer, int number) throws IOException {
        peer.send(ServerBytes.join(ServerBytes.data(), ServerBytes.data(number), ServerBytes.endOfStream()));
    }

    private static int number(ClickHouse db) {
        List<Row> rows = db.query("SELECT n").rows().join();
        assertThat(rows).hasSize(1);
        return (int) rows.get(0).longValue(0);
    }

    private static void awaitDown(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
