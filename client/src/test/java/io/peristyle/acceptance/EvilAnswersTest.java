package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.peristyle.client.ClickHouse;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.query.Row;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.transport.tcp.ServerBytes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvilAnswersTest {
    private static final Duration IDLE = Duration.ofMillis(10);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final long PROMPTLY_SECONDS = 10;
    private static final long MOST_BYTES = 64L << 20;

    @ParameterizedTest
    @MethodSource("io.peristyle.acceptance.EvilAnswers#all")
    void endsInOneProtocolErrorAndHurtsNothingElse(EvilAnswers.Evil evil) {
        Set<Thread> before = ClientResources.threads();
        try (ScriptedServer server = ScriptedServer.playing(peer -> {
                    peer.readUntilIdle(IDLE);
                    peer.send(ServerBytes.hello());
                    peer.readUntilIdle(IDLE);
                    peer.send(peer.index() == 0 ? evil.bytes() : goodAnswer()).staySilent();
                });
                ClickHouse db =
                        ClickHouse.connect(server.url() + "?compress=" + (evil.compressed() ? "lz4" : "none"))) {
            ClickHouseException failure = failure(db);

            assertThat(failure).isInstanceOfAny(ProtocolException.class, UnsupportedTypeException.class);
            assertThat(failure.endpoint()).isNotNull();
            if (failure instanceof ProtocolException) {
                assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port());
            }
            assertThat(failure.getMessage()).hasSizeLessThan(2_000);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(OFTEN)
                    .untilAsserted(() -> assertThat(db.stats().size()).isZero());
            assertThat(allocatedBytes(ClientResources.threadsSince(before))).isLessThan(MOST_BYTES);

            List<Row> rows = db.query("SELECT n").compressed(false).rows().join();
            assertThat(rows.get(0).longValue(0)).isEqualTo(17);
            assertThat(server.peers()).hasSize(2);
            ClientResources.awaitRest(db);
        }
    }

    private static ClickHouseException failure(ClickHouse db) {
        Throwable failure = db.query("SELECT n")
                .rows()
                .orTimeout(PROMPTLY_SECONDS, TimeUnit.SECONDS)
                .handle((rows, thrown) -> thrown instanceof CompletionException ? thrown.getCause() : thrown)
                .join();
        assertThat(failure).isInstanceOf(ClickHouseException.class);
        return (ClickHouseException) failure;
    }

    private static byte[] goodAnswer() {
        return ServerBytes.join(ServerBytes.data(), ServerBytes.data(17), ServerBytes.endOfStream());
    }

    private static long allocatedBytes(Set<Thread> threads) {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.stream()
                .mapToLong(thread -> Math.max(0, bean.getThreadAllocatedBytes(thread.getId())))
                .sum();
    }
}
