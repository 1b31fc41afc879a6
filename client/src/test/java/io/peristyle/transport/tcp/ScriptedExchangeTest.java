package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.options.Timeouts;
import io.peristyle.query.QueryRequest;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.ScriptedPeer;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedExchangeTest {
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Timeouts SHORT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(200));
    private static final byte[] ANSWER = ServerBytes.join(
            ServerBytes.data(),
            ServerBytes.progress(3),
            ServerBytes.data(1, 2, 3),
            ServerBytes.data(4),
            ServerBytes.progress(1),
            ServerBytes.endOfStream());

    private final TestClient client = new TestClient(TestClient.options(SHORT), Revision.NEWEST);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void readsAnAnswerThatComesByteByByte() {
        try (ScriptedServer server = answering(peer -> peer.dribble(ANSWER).staySilent())) {
            Connection connection = connect(server);
            checkAnswer(TestClient.run(connection, "SELECT 1"));
            assertThat(connection.isUsable()).isTrue();
        }
    }

    @Test
    void readsChunksOfAnySize() {
        for (int size : new int[] {1, 2, 7, 1000}) {
            byte[] chunks = ServerBytes.chunked(
                    size,
                    ServerBytes.data(),
                    ServerBytes.progress(3),
                    ServerBytes.data(1, 2, 3),
                    ServerBytes.data(4),
                    ServerBytes.progress(1),
                    ServerBytes.endOfStream());
            try (ScriptedServer server = answering(
                    "chunked", "notchunked", peer -> peer.dribble(chunks).staySilent())) {
                Connection connection = connect(server);
                checkAnswer(TestClient.run(connection, "SELECT 1"));
                assertThat(connection.isUsable()).isTrue();
            }
        }
    }

    @Test
    void sendsChunksToAServerThatInsistsOnThem() {
        try (ScriptedServer server = answering("notchunked", "chunked", peer -> {
            peer.send(ServerBytes.pong());
            peer.readUntilIdle(IDLE);
            peer.send(ANSWER).staySilent();
        })) {
            Connection connection = connect(server);
            assertThat(connection.ping(Deadline.NONE).join()).isPositive();
            checkAnswer(TestClient.run(connection, "SELECT 1"));
            byte[] received = server.peers().get(0).received();
            assertThat(received).containsSequence(1, 0, 0, 0, 4, 0, 0, 0, 0);
            assertThat(java.util.Arrays.copyOfRange(received, received.length - 4, received.length))
                    .containsOnly(0);
        }
    }

    private static void checkAnswer(RecordingSink sink) {
        assertThat(sink.await().rows()).isEqualTo(4);
        assertThat(sink.await().blocks()).isEqualTo(2);
        assertThat(sink.await().progress().readRows()).isEqualTo(4);
        assertThat(sink.progress).hasSize(2);
        assertThat(sink.blocks.get(0).longs(0)).containsExactly(1, 2, 3);
        assertThat(sink.blocks.get(1).longs(0)).containsExactly(4);
    }

    @Test
    void keepsOrClosesTheConnectionAfterAnErrorByItsNumber() {
        for (int code : new int[] {26, 27, 115, 117, 536, 60, 62, 159, 394, 216}) {
            try (ScriptedServer server = answering(peer -> {
                peer.send(ServerBytes.error(code, "said the script"));
                peer.readUntilIdle(IDLE);
                peer.send(ServerBytes.pong()).staySilent();
            })) {
                Connection connection = connect(server);
                ServerException failure =
                        (ServerException) TestClient.run(connection, "SELECT 1").awaitFailure();
                assertThat(failure.code()).isEqualTo(code);
                assertThat(failure.serverMessage()).isEqualTo("said the script");
                boolean usable = !List.of(26, 27, 115, 117, 536).contains(code);
                Awaitility.await()
                        .alias("usable after " + code + ": " + usable)
                        .until(() -> connection.isUsable() == usable);
            }
        }
    }

    @Test
    void closesTheConnectionAfterAnErrorIfTheServerGoesOnNoMore() {
        try (ScriptedServer server = answering(peer -> {
            peer.send(ServerBytes.error(452, "said the script"));
            peer.readUntilIdle(IDLE);
        })) {
            Connection connection = connect(server);
            CompletableFuture<Void> closed = new CompletableFuture<>();
            connection.onClose(() -> closed.complete(null));
            assertThat(((ServerException) TestClient.run(connection, "SELECT 1").awaitFailure()).code())
                    .isEqualTo(452);
            assertThat(connection.isUsable()).as("before it is known").isFalse();
            assertThat(closed).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void whatAnotherServerRefusedMayHaveBeenCarriedOutElsewhere() {
        for (boolean ofAnother : new boolean[] {false, true}) {
            String text = ofAnother ? "There was an error on [h2:9000]: DB::Exception: Syntax error" : "Syntax error";
            try (ScriptedServer server =
                    answering(peer -> peer.send(ServerBytes.error(62, text)).staySilent())) {
                ServerException failure = (ServerException) TestClient.run(
                                connect(server), TestClient.statement("ALTER TABLE t ON CLUSTER c DELETE WHERE 1"))
                        .awaitFailure();

                assertThat(failure.outcome()).isEqualTo(ofAnother ? Outcome.UNKNOWN : Outcome.NOT_EXECUTED);
            }
        }
    }

    @Test
    void aServerThatRefusesAPingSaysWhy() {
        try (ScriptedServer server = answering(peer -> peer.send(ServerBytes.error(81, "said the script")))) {
            assertThat(connect(server).ping(Deadline.NONE))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            failure -> assertThat(failure.code()).isEqualTo(81));
        }
    }

    @Test
    void closesTheConnectionWhenBytesAreLeftBehindTheEnd() {
        byte[] more = ServerBytes.join(ANSWER, ServerBytes.progress(1));
        try (ScriptedServer server = answering(peer -> peer.send(more).staySilent())) {
            Connection connection = connect(server);
            checkAnswer(TestClient.run(connection, "SELECT 1"));
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void closesAnIdleConnectionOnAnyByteAndOnTheEnd() {
        for (byte[] stray : new byte[][] {{5}, {}}) {
            CountDownLatch ready = new CountDownLatch(1);
            try (ScriptedServer server = ScriptedServer.playing(peer -> {
                ScriptedHello.greet(peer, "notchunked", "notchunked");
                await(ready);
                peer.send(stray);
                if (stray.length > 0) {
                    peer.staySilent();
                }
            })) {
                Connection connection = connect(server);
                CountDownLatch closed = new CountDownLatch(1);
                connection.onClose(closed::countDown);
                assertThat(connection.isUsable()).isTrue();
                ready.countDown();
                await(closed);
                assertThat(connection.isUsable()).isFalse();
            }
        }
    }

    @Test
    void failsWhenTheServerClosesInTheMiddle() {
        try (ScriptedServer server = answering(peer -> peer.send(ServerBytes.data()))) {
            ClickHouseException failure =
                    TestClient.run(connect(server), "SELECT 1").awaitFailure();
            assertThat(failure).isInstanceOf(ConnectionException.class);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(failure.isRetrySafe()).isTrue();
        }
        try (ScriptedServer server = answering(peer -> peer.send(ServerBytes.data()))) {
            RecordingSink sink = TestClient.run(connect(server), TestClient.statement("ALTER TABLE t DELETE WHERE 1"));
            assertThat(sink.awaitFailure().outcome()).isEqualTo(Outcome.UNKNOWN);
        }
        try (ScriptedServer server =
                answering(peer -> peer.send(ServerBytes.data()).send(ServerBytes.data(1)))) {
            assertThat(TestClient.run(connect(server), "SELECT 1")
                            .awaitFailure()
                            .outcome())
                    .isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void closesOnAPacketThatNoClientExpects() {
        for (String packet : List.of("7f", "0f", "04", "09", "00", "01 00 09")) {
            try (ScriptedServer server = answering(peer -> peer.send(packet).staySilent())) {
                Connection connection = connect(server);
                assertThat(TestClient.run(connection, "SELECT 1").awaitFailure())
                        .as(packet)
                        .isInstanceOf(ProtocolException.class);
                assertThat(connection.isUsable()).isFalse();
            }
        }
    }

    @Test
    void endsWhenTheServerFallsSilent() {
        try (ScriptedServer server =
                answering(peer -> peer.send(ServerBytes.data()).staySilent())) {
            Connection connection = connect(server);
            ClickHouseException failure = TestClient.run(connection, "SELECT 1").awaitFailure();
            assertThat(failure).isInstanceOf(OperationTimeoutException.class);
            assertThat(((OperationTimeoutException) failure).phase()).isEqualTo(Phase.READ);
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void aSlowConsumerIsNoSilentServer() {
        CountDownLatch twice = new CountDownLatch(1);
        try (ScriptedServer server = answering(peer -> peer.send(ANSWER).staySilent())) {
            RecordingSink sink = new RecordingSink();
            Exchange exchange = TestClient.start(connect(server), TestClient.select("SELECT 1"), sink);
            var unused = java.util.concurrent.CompletableFuture.delayedExecutor(
                    500, java.util.concurrent.TimeUnit.MILLISECONDS);
            unused.execute(twice::countDown);
            await(twice);
            assertThat(sink.isReleased()).isFalse();
            assertThat(sink.blocks).isEmpty();
            exchange.request(1);
            exchange.request(1);
            checkAnswer(sink);
        }
    }

    @Test
    void handsOutWhatCameBeforeTheEndOfTheConnection() {
        try (ScriptedServer server = answering(peer -> peer.send(ANSWER))) {
            RecordingSink sink = new RecordingSink();
            Connection connection = connect(server);
            Exchange exchange = TestClient.start(connection, TestClient.select("SELECT 1"), sink);
            Awaitility.await().until(() -> !connection.isUsable() && !sink.headers.isEmpty());
            exchange.request(Long.MAX_VALUE);
            checkAnswer(sink);
        }
    }

    @Test
    void givesUpDrainingAfterTheGrace() {
        try (ScriptedServer server =
                answering(peer -> peer.send(ServerBytes.data()).staySilent())) {
            Connection connection = connect(server);
            RecordingSink sink = new RecordingSink();
            Exchange exchange = TestClient.start(connection, TestClient.select("SELECT 1"), sink);
            Awaitility.await().until(() -> !sink.headers.isEmpty());
            exchange.cancel();
            sink.awaitRelease();
            assertThat(sink.hasEnded()).isFalse();
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void namesTheServerThatSendsATypeItCannotRead() {
        byte[] foreign = ServerBytes.data(1);
        System.arraycopy("Whale".getBytes(StandardCharsets.US_ASCII), 0, foreign, 8, 5);
        try (ScriptedServer server = answering(peer -> peer.send(foreign).staySilent())) {
            assertThat(TestClient.run(connect(server), "SELECT 1").awaitFailure())
                    .isInstanceOf(UnsupportedTypeException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .hasMessageContaining("Whale");
        }
    }

    @Test
    void doesNotKnowWhetherARepeatableStatementThatChangesSomethingWasCarriedOut() {
        try (ScriptedServer server = answering(peer -> peer.send(ServerBytes.data()))) {
            QueryRequest idempotent =
                    new QueryRequest("ALTER TABLE t DELETE WHERE 1", List.of(), TestClient.PLAIN, true);
            ClickHouseException failure =
                    TestClient.run(connect(server), idempotent).awaitFailure();
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure.isRetrySafe()).isTrue();
        }
    }

    @Test
    void nothingIsReadOnAfterAnError() {
        AtomicInteger calls = new AtomicInteger();
        RecordingSink sink = new RecordingSink() {
            @Override
            public void onBlock(Block block) {
                calls.incrementAndGet();
                throw new StackOverflowError("thrown by a test");
            }
        };
        try (ScriptedServer server = answering(peer -> peer.send(ANSWER).staySilent())) {
            Connection connection = connect(server);
            TestClient.start(connection, TestClient.select("SELECT 1"), sink).request(Long.MAX_VALUE);
            sink.awaitRelease();
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void anErrorInTheMiddleOfAnAnswerEndsItAndItsConnection() {
        RecordingSink sink = new RecordingSink() {
            @Override
            public boolean wantsProgress() {
                throw new StackOverflowError("thrown by a test");
            }
        };
        try (ScriptedServer server = answering(peer -> peer.send(ANSWER).staySilent())) {
            Connection connection = connect(server);
            TestClient.start(connection, TestClient.select("SELECT 1"), sink).request(Long.MAX_VALUE);

            assertThat(sink.awaitFailure())
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("could not be read")
                    .hasCauseInstanceOf(StackOverflowError.class);
            assertThat(sink.blocks).isEmpty();
            assertThat(connection.isUsable()).isFalse();
        }
    }

    @Test
    void closingTheConnectionEndsWhatIsUnderWay() {
        try (ScriptedServer server = answering(ScriptedPeer::staySilent)) {
            Connection connection = connect(server);
            RecordingSink sink = new RecordingSink();
            TestClient.start(connection, new QueryRequest("SELECT 1", List.of(), TestClient.PLAIN, false), sink);
            connection.close().join();
            assertThat(sink.awaitFailure()).isInstanceOf(ConnectionException.class);
        }
    }

    private Connection connect(ScriptedServer server) {
        return client.connect(server.host(), server.port());
    }

    private static ScriptedServer answering(ScriptedServer.Script answer) {
        return answering("notchunked", "notchunked", answer);
    }

    /** Shakes hands, waits for a request, then plays {@code answer}. */
    private static ScriptedServer answering(String sending, String receiving, ScriptedServer.Script answer) {
        return ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, sending, receiving);
            peer.readUntilIdle(IDLE);
            answer.play(peer);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened for 30 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
