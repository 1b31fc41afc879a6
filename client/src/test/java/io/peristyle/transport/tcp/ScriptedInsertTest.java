package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.options.Timeouts;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.Setting;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedInsertTest {
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Timeouts SHORT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(200));

    private final TestClient client = new TestClient(TestClient.options(SHORT), Revision.NEWEST);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void doesNotKnowWhetherAnInsertWasStoredWithoutTheServersWord() {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, "notchunked", "notchunked");
            peer.readUntilIdle(IDLE);
            peer.send(ServerBytes.data());
            peer.readUntilIdle(IDLE);
        })) {
            RecordingSink sink = new RecordingSink();
            connect(server)
                    .insert(
                            new InsertRequest("INSERT INTO t VALUES", TestClient.PLAIN),
                            new NumberedRows(3, 10),
                            sink,
                            Deadline.NONE);
            assertThat(sink.awaitFailure()).isInstanceOf(ConnectionException.class);
            assertThat(sink.awaitFailure().outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(sink.awaitFailure().isRetrySafe()).isFalse();
        }
    }

    @Test
    void nothingWasInsertedWhileTheFirstBlockIsNotWhole() {
        assertThat(outcomeOfAnInsertWhoseOnlyBlockIsCut("notchunked")).isEqualTo(Outcome.NOT_EXECUTED);
        // The last bytes of a packet in chunks are not part of the block.
        assertThat(outcomeOfAnInsertWhoseOnlyBlockIsCut("chunked")).isEqualTo(Outcome.POSSIBLY_PARTIAL);
    }

    private Outcome outcomeOfAnInsertWhoseOnlyBlockIsCut(String receiving) {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, "notchunked", receiving);
            peer.readUntilIdle(IDLE);
            peer.send(ServerBytes.data());
            peer.read(1_000_000);
            peer.reset();
        })) {
            RecordingSink sink = new RecordingSink();
            connect(server)
                    .insert(
                            new InsertRequest("INSERT INTO t VALUES", TestClient.PLAIN),
                            new NumberedRows(1, 8_000_000),
                            sink,
                            Deadline.NONE);
            assertThat(sink.awaitFailure()).isInstanceOf(ConnectionException.class);
            return sink.awaitFailure().outcome();
        }
    }

    /** Whoever may not change such a setting can do without it: the connection is lost, and the next ones are right. */
    @ParameterizedTest
    @ValueSource(strings = {"send_profile_events", "max_threads"})
    void isToBeSentAgainIfTheServerRefusesWhatItWasToldUnasked(String setting) {
        Queue<String> requests = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, "notchunked", "notchunked");
            requests.add(new String(peer.readUntilIdle(IDLE), StandardCharsets.ISO_8859_1));
            peer.send(ServerBytes.error(452, "Setting " + setting + " should not be changed"));
        })) {
            for (int i = 0; i < 2; i++) {
                RecordingSink sink = new RecordingSink() {
                    @Override
                    public boolean wantsProfileEvents() {
                        return false;
                    }
                };
                NumberedRows few = new NumberedRows(3, 10) {
                    @Override
                    public long mostRows() {
                        return 30;
                    }
                };
                connect(server)
                        .insert(new InsertRequest("INSERT INTO t VALUES", TestClient.PLAIN), few, sink, Deadline.NONE);
                assertThat(sink.awaitFailure().outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                assertThat(sink.awaitFailure())
                        .isInstanceOf(i == 0 ? ConnectionException.class : ServerException.class);
            }
        }
        assertThat(requests.remove()).contains("INSERT INTO t VALUES", "send_profile_events", "max_threads");
        String other = setting.equals("max_threads") ? "send_profile_events" : "max_threads";
        assertThat(requests.remove()).contains("INSERT INTO t VALUES", other).doesNotContain(setting);
    }

    @Test
    void failsWithTheServersWordIfTheSettingThatItRefusesIsTheCallers() {
        QueryOptions wanting =
                new QueryOptions("", List.of(new Setting("send_profile_events", "1", false)), List.of(), null, false);
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, "notchunked", "notchunked");
            peer.readUntilIdle(IDLE);
            peer.send(ServerBytes.error(452, "Setting send_profile_events should not be changed"));
        })) {
            RecordingSink sink = new RecordingSink() {
                @Override
                public boolean wantsProfileEvents() {
                    return false;
                }
            };
            connect(server)
                    .insert(
                            new InsertRequest("INSERT INTO t VALUES", wanting),
                            new NumberedRows(3, 10),
                            sink,
                            Deadline.NONE);
            assertThat(sink.awaitFailure()).isInstanceOf(ServerException.class);
        }
    }

    @Test
    void nothingWasInsertedBeforeTheHeaderCame() {
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, "notchunked", "notchunked");
            peer.readUntilIdle(IDLE);
        })) {
            RecordingSink sink = new RecordingSink();
            NumberedRows rows = new NumberedRows(3, 10);
            connect(server)
                    .insert(new InsertRequest("INSERT INTO t VALUES", TestClient.PLAIN), rows, sink, Deadline.NONE);
            assertThat(sink.awaitFailure().outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(rows.cancelled).isTrue();
        }
    }

    @Test
    void endsWhenTheSocketTakesNoMore() {
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
            ScriptedHello.greet(peer, "notchunked", "notchunked");
            peer.readUntilIdle(IDLE);
            peer.send(ServerBytes.data());
            await(ended);
        })) {
            RecordingSink sink = new RecordingSink();
            connect(server)
                    .insert(
                            new InsertRequest("INSERT INTO t VALUES", TestClient.PLAIN),
                            new NumberedRows(1000, 100_000),
                            sink,
                            Deadline.NONE);
            ClickHouseException failure = sink.awaitFailure();
            assertThat(failure).isInstanceOf(OperationTimeoutException.class);
            ended.countDown();
            assertThat(((OperationTimeoutException) failure).phase()).isEqualTo(Phase.WRITE);
            assertThat(failure.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
        }
    }

    private Connection connect(ScriptedServer server) {
        return client.connect(server.host(), server.port());
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
