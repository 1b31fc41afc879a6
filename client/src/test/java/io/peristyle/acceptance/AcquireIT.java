package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.PoolException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
final class AcquireIT {
    private static final int CALLERS = 200;
    private static final Duration ACQUIRE_TIMEOUT = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    /** What a machine under load may take longer. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    @Test
    void givesEachCallerAResultOrAnExceptionInItsTime(ClickHouseServer server, Transport transport) {
        try (ClickHouse db = connect(transport.url(server), "")) {
            List<Attempt> attempts = start(db, CALLERS, "SELECT sleep(0.05)");
            List<Throwable> failures = failures(attempts);

            assertThat(failures)
                    .isNotEmpty()
                    .hasSizeLessThan(CALLERS)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    PoolException.class,
                                    refused -> assertThat(refused.reason())
                                            .isEqualTo(PoolException.Reason.ACQUIRE_TIMEOUT)));
            attempts.stream()
                    .filter(attempt -> attempt.end().failure() != null)
                    .forEach(attempt ->
                            assertThat(attempt.elapsed()).isBetween(ACQUIRE_TIMEOUT, ACQUIRE_TIMEOUT.plus(TOLERANCE)));
            assertThat(db.stats().timeouts()).isEqualTo(failures.size());
            ClientResources.awaitRest(db);
            assertThat(db.stats().size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void endsEveryOperationInItsTimeWhileTheServerIsFrozen(
            @PrivateServer ClickHouseServer server, Transport transport) {
        try (ClickHouse db = connect(transport.url(server), "&handshake_timeout=500ms&query_timeout=" + LIMIT)) {
            List<Attempt> busy = start(db, 2, "SELECT count() FROM system.numbers");
            await().until(() -> db.stats().inUse() == 2);
            server.pause();
            List<Attempt> waiting = start(db, 50, "SELECT 1");

            assertThat(failures(busy))
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfSatisfying(
                                    OperationTimeoutException.class,
                                    timeout -> assertThat(timeout.phase())
                                            .isEqualTo(OperationTimeoutException.Phase.OPERATION)));
            assertThat(failures(waiting))
                    .hasSize(50)
                    .hasOnlyElementsOfTypes(PoolException.class, OperationTimeoutException.class);
            assertThat(Stream.concat(busy.stream(), waiting.stream()))
                    .allSatisfy(attempt -> assertThat(attempt.elapsed()).isLessThan(LIMIT.plus(TOLERANCE)));
            assertThat(busy).allSatisfy(attempt -> assertThat(attempt.elapsed()).isGreaterThanOrEqualTo(LIMIT));

            server.resume();
            awaitAnswers(db);
            ClientResources.awaitRest(db);
        }
    }

    @Test
    void failsAtOnceWhenTheServerIsKilledAndGoesOnWhenItIsBack(
            @PrivateServer ClickHouseServer server, Transport transport) {
        try (ClickHouse db = connect(transport.url(server), "")) {
            List<Attempt> busy = start(db, 2, "SELECT count() FROM system.numbers");
            await().until(() -> db.stats().inUse() == 2);
            server.kill();
            assertThat(failures(busy)).hasSize(2).hasOnlyElementsOfType(ConnectionException.class);

            List<Attempt> vain = start(db, 20, "SELECT 1");
            assertThat(failures(vain))
                    .hasSize(20)
                    .hasOnlyElementsOfTypes(ConnectionException.class, PoolException.class);
            assertThat(vain)
                    .allSatisfy(attempt -> assertThat(attempt.elapsed()).isLessThan(ACQUIRE_TIMEOUT.plus(TOLERANCE)));

            server.restart();
            awaitAnswers(db);
            ClientResources.awaitRest(db);
        }
    }

    private static ClickHouse connect(String url, String more) {
        return ClickHouse.connect(url + "?max_open_conns=2&acquire_timeout=" + ACQUIRE_TIMEOUT + more);
    }

    private static List<Attempt> start(ClickHouse db, int count, String sql) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attempts.add(Attempt.of(db, sql));
        }
        return attempts;
    }

    private static List<Throwable> failures(List<Attempt> attempts) {
        return attempts.stream()
                .flatMap(attempt -> Stream.ofNullable(attempt.end().failure()))
                .toList();
    }

    private static void awaitAnswers(ClickHouse db) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(thrown -> thrown.getCause() instanceof ClickHouseException)
                .untilAsserted(() -> assertThat(
                                db.query("SELECT 1").value(Integer.class).join())
                        .isEqualTo(1));
    }

    /** A query under way, and when it began. */
    private record Attempt(long startNanos, CompletableFuture<End> ending) {
        private static final long PATIENCE_SECONDS = 60;

        static Attempt of(ClickHouse db, String sql) {
            long start = System.nanoTime();
            return new Attempt(
                    start, db.query(sql).execute().handle((summary, failure) -> new End(System.nanoTime(), failure)));
        }

        End end() {
            return ending.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }

        Duration elapsed() {
            return Duration.ofNanos(end().nanos() - startNanos);
        }
    }

    /** When and how a query ended. */
    private record End(long nanos, @Nullable Throwable failure) {}
}
