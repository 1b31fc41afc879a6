package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Cursor;
import io.peristyle.query.Summary;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Requires;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client that is closed at any moment of any work; on 18.16, for the embedded 26.7 does not outlive a lost Hello. */
@OnEveryServer(only = ServerVersion.LEGACY)
@OverEveryTransport
final class CloseIT {
    private static final int ROUNDS = 150;
    private static final int ROUNDS_OVER_HTTP = 50;
    private static final int OPERATIONS = 30;
    private static final int GREATEST_GRACE_MILLIS = 300;
    /** Half a second is promised; the rest is for machines under load. */
    private static final Duration BEYOND_GRACE = Duration.ofMillis(500).plus(Duration.ofSeconds(2));

    private final Transport transport;

    CloseIT(Transport transport) {
        this.transport = transport;
    }

    @Test
    void closingAtAnyMomentEndsEverythingAndLeavesNothing(ClickHouseServer server) {
        server.http("DROP TABLE IF EXISTS accept_close");
        server.http("CREATE TABLE accept_close (n Int64) ENGINE = Null");
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        Random seeds = new Random(seed);
        Set<Thread> before = ClientResources.threads();
        try (FaultProxy proxy = transport.proxyTo(server)) {
            int rounds = transport == Transport.NATIVE ? ROUNDS : ROUNDS_OVER_HTTP;
            for (int round = 0; round < rounds; round++) {
                closeInTheMiddle(proxy, new Random(seeds.nextLong()), "round " + round + " of seed " + seed);
                awaitEndOfThreads(before, "threads after round " + round + " of seed " + seed);
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(proxy.openConnections())
                            .as("open connections with seed %s", seed)
                            .isZero());
        }
        server.http("DROP TABLE accept_close");
    }

    @Test
    @Requires(ServerFeature.CANCELLING)
    void endsOnTheServerTooWhatItCutsOff(ClickHouseServer server) {
        String id = UUID.randomUUID().toString();
        ClickHouse db = ClickHouse.connect(server.url());
        CompletableFuture<Summary> endless =
                db.query("SELECT count() FROM system.numbers").queryId(id).execute();
        await().until(() -> running(server, id).equals("1"));

        db.close(Duration.ZERO).join();
        await().until(endless::isCompletedExceptionally);
        await().atMost(Duration.ofSeconds(20)).until(() -> running(server, id).equals("0"));
    }

    private static String running(ClickHouseServer server, String queryId) {
        return server.http("SELECT count() FROM system.processes WHERE query_id = '" + queryId + "'")
                .strip();
    }

    /** A thread of Netty says that it has ended as the last thing before it does. */
    private static void awaitEndOfThreads(Set<Thread> before, String what) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(ClientResources.threadsSince(before))
                        .as(what)
                        .isEmpty());
    }

    private void closeInTheMiddle(FaultProxy proxy, Random random, String what) {
        ClickHouse db = ClickHouse.connect(transport.url(proxy) + "?max_open_conns=4");
        CompletableFuture<Void> moment = new CompletableFuture<>();
        int completions = random.nextInt(OPERATIONS);
        List<CompletableFuture<?>> operations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            CompletableFuture<?> operation = start(db, random);
            operations.add(operation);
            if (i == completions) {
                var unused = operation.whenComplete((value, failure) -> moment.complete(null));
            }
        }
        moment.completeOnTimeout(null, random.nextInt(60), TimeUnit.MILLISECONDS)
                .join();

        Duration grace = Duration.ofMillis(random.nextInt(GREATEST_GRACE_MILLIS));
        long start = System.nanoTime();
        db.close(grace).orTimeout(1, TimeUnit.MINUTES).join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(grace.plus(BEYOND_GRACE));

        for (CompletableFuture<?> operation : operations) {
            checkEnd(operation.handle((value, failure) -> failure).orTimeout(20, TimeUnit.SECONDS), what);
        }
    }

    /** Over HTTP a server does not see that nobody waits for it. */
    private Query endless(ClickHouse db) {
        Query query = db.query("SELECT count() FROM system.numbers");
        return transport == Transport.NATIVE ? query : query.setting("max_execution_time", 2);
    }

    /** Something that ends soon, late, or not by itself. */
    private CompletableFuture<?> start(ClickHouse db, Random random) {
        long[] column = LongStream.range(0, 1 + random.nextInt(50_000)).toArray();
        return switch (random.nextInt(9)) {
            case 0 -> endless(db).execute();
            case 1 -> db.query("SELECT sleep(0.1)").execute();
            case 2 -> db.query("SELECT number FROM numbers(300000)").list(Long.class);
            case 3 -> db.insert("accept_close").columns(Map.of("n", column));
            case 4 ->
                db.session()
                        .thenCompose(session -> session.query("SELECT 1")
                                .value(Integer.class)
                                .whenComplete((value, failure) -> session.close()));
            case 5 -> {
                Cursor cursor = db.query("SELECT number FROM numbers(300000)").cursor();
                yield cursor.next(100_000).whenComplete((rows, failure) -> cursor.close());
            }
            case 6 -> db.query("SELECT number FROM system.numbers").first(Long.class);
            case 7 -> db.insert("accept_close").inBackground().maps(List.of(Map.of("n", column[0])));
            default -> db.query("SELECT 1").value(Integer.class);
        };
    }

    /** Close waits for nobody's rows longer than it may: the last of them may still be on their way to their list. */
    private static void checkEnd(CompletableFuture<@Nullable Throwable> end, String what) {
        Throwable failure = end.join();
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause != null && !(cause instanceof CancellationException)) {
            assertThat(cause).as(what).isInstanceOf(ClickHouseException.class);
        }
    }
}
