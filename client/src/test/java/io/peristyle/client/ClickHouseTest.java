package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.query.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ClickHouseTest {
    private static final FailureContext NOTHING_SENT =
            new FailureContext(Outcome.NOT_EXECUTED, ScriptedConnection.ENDPOINT, null, 1, false);

    @Test
    void takesAFreshConnectionIfOneWasDeadBeforeAnythingWasSent() {
        ScriptedConnection dead = new ScriptedConnection();
        dead.failure = new ConnectionException("closed by the server", NOTHING_SENT, null);
        ScriptedConnection fresh = new ScriptedConnection();
        ScriptedClient client = new ScriptedClient(dead, fresh);
        CompletableFuture<Summary> future =
                client.db.query("INSERT INTO t SELECT 1").execute();
        await().until(() -> fresh.sink != null && fresh.demand.get() == 2);
        fresh.end();

        assertThat(future.join().attempts()).isEqualTo(2);
        client.db.close(Duration.ZERO).join();
    }

    /** As a service does that starts before its certificate is mounted, and tries again. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNothingOpenThatCouldNotBeMade(@TempDir Path directory) throws IOException {
        String url = "clickhouses://localhost?ssl_root_cert=" + directory.resolve("missing.pem");
        assertThatThrownBy(() -> ClickHouse.connect(url)).isInstanceOf(ConfigurationException.class);
        long before = openFiles();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> ClickHouse.connect(url)).isInstanceOf(ConfigurationException.class);
        }
        await().untilAsserted(() -> assertThat(openFiles()).isLessThan(before + 20));
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void triesNoFourthTime() {
        ScriptedConnection[] dead = new ScriptedConnection[4];
        for (int i = 0; i < dead.length; i++) {
            dead[i] = new ScriptedConnection();
            dead[i].failure = new ConnectionException("number " + i, NOTHING_SENT, null);
        }
        ScriptedClient client = new ScriptedClient(dead);

        assertThatThrownBy(() -> client.db.query("SELECT 1").execute().join())
                .cause()
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("number 2")
                .hasMessageContaining("after 3 attempts");
        assertThat(dead[3].statements).hasValue(0);
        assertThat(client.db.stats().inUse()).isZero();
        client.db.close(Duration.ZERO).join();
    }

    @Test
    void doesNotSendAgainWhatMayHaveReachedTheServer() {
        ScriptedConnection broken = new ScriptedConnection();
        FailureContext sent = new FailureContext(Outcome.UNKNOWN, ScriptedConnection.ENDPOINT, null, 1, true);
        broken.failure = new ConnectionException("reset", sent, null);
        ScriptedConnection other = new ScriptedConnection();
        ScriptedClient client = new ScriptedClient(broken, other);

        assertThatThrownBy(() -> client.db.query("DROP TABLE t").execute().join())
                .hasCause(broken.failure);
        assertThat(other.statements).hasValue(0);
        client.db.close(Duration.ZERO).join();
    }

    @Test
    void givesTheConnectionBackWhenTheFutureIsCancelled() {
        ScriptedConnection connection = new ScriptedConnection();
        ScriptedClient client = new ScriptedClient(connection);
        CompletableFuture<Summary> future = client.db.query("SELECT 1").execute();
        await().until(() -> connection.sink != null);
        CompletableFuture<Void> derived = future.thenAccept(summary -> {});
        derived.cancel(false);
        assertThat(connection.cancelled).isFalse();
        future.cancel(false);

        assertThat(connection.cancelled).isTrue();
        assertThat(client.db.stats().inUse()).isZero();
        client.db.close(Duration.ZERO).join();
    }

    @Test
    void anInsertOfWhichNothingIsHeardIsNoSuccess() {
        ScriptedConnection connection = new ScriptedConnection();
        ScriptedClient client = new ScriptedClient(connection);
        CompletableFuture<Summary> future = client.db.insert("t").block(ScriptedConnection.block(0, 3));
        await().until(() -> connection.sink != null);
        connection.sink().onReleased();

        assertThatThrownBy(future::join)
                .cause()
                .isInstanceOfSatisfying(
                        ConnectionException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL))
                .hasMessageContaining("not known how far");
        client.db.close(Duration.ZERO).join();
    }

    @Test
    void takesNoWorkOnceClosed() {
        ScriptedClient client = new ScriptedClient(new ScriptedConnection());
        client.db.close(Duration.ZERO).join();

        assertThatThrownBy(() -> client.db.query("SELECT 1").execute().join())
                .hasCauseInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.db.session().join()).hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void doesNotWaitForItselfWhenClosedByACallback() throws Exception {
        ScriptedConnection connection = new ScriptedConnection();
        ScriptedClient client = new ScriptedClient(connection);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Summary> future = client.db.query("SELECT 1").execute();
        CompletableFuture<Void> closing = future.thenRun(() -> {
            client.db.close();
            closed.countDown();
        });
        await().until(() -> connection.sink != null);
        connection.end();

        closing.get(5, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void addsThreadsWhileCallbacksBlock() {
        ScriptedConnection connection = new ScriptedConnection();
        ScriptedClient client = new ScriptedClient(connection, new ScriptedConnection());
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(8);
        CallbackThreads threads =
                new CallbackThreads(8, 1_000_000, io.peristyle.time.Clock.SYSTEM, (task, delay, unit) -> {
                    CompletableFuture.delayedExecutor(delay, unit).execute(task);
                    return () -> {};
                });
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            });
        }
        await().until(() -> blocked.getCount() == 0);
        assertThat(threads.threads()).isEqualTo(8);
        release.countDown();
        await().until(() -> threads.threads() == 2);
        threads.close().join();
        await().until(() -> threads.threads() == 0);
        client.db.close(Duration.ZERO).join();
    }
}
