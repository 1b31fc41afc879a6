package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.PoolException;
import io.peristyle.query.Cursor;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queries that return their own number, given up at every possible point: none may see another one's. */
@OnEveryServer
@OverEveryTransport
final class ForeignAnswersIT {
    private static final int QUERIES = 10_000;
    /** Each that is cancelled costs a connection. */
    private static final int QUERIES_OVER_HTTP = 3_000;

    private static final int AT_ONCE = 24;
    private static final String SQL = "SELECT toUInt64({nonce:UInt64}) AS nonce FROM numbers({rows:UInt64})";

    private final AtomicLong foreign = new AtomicLong();
    private final Map<String, AtomicInteger> endings = new ConcurrentHashMap<>();
    private final Semaphore running = new Semaphore(AT_ONCE);

    @Test
    void noQueryGetsAnotherOnesAnswer(ClickHouseServer server, Transport transport) throws InterruptedException {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (ClickHouse db = ClickHouse.connect(
                transport.url(server) + "?max_open_conns=4&acquire_timeout=1m&setting.max_block_size=500")) {
            int queries = transport == Transport.NATIVE ? QUERIES : QUERIES_OVER_HTTP;
            for (int i = 0; i < queries; i++) {
                running.acquire();
                var unused = run(db, 1L << 40 | i, new Random(random.nextLong()))
                        .whenComplete((nothing, failure) -> {
                            running.release();
                            count(failure);
                        });
            }
            assertThat(running.tryAcquire(AT_ONCE, 1, TimeUnit.MINUTES))
                    .as("all have ended")
                    .isTrue();
            ClientResources.awaitRest(db);
        }
        System.out.println(endings);
        assertThat(foreign).as("foreign answers with seed %s", seed).hasValue(0);
        assertThat(endings.keySet())
                .as("endings with seed %s", seed)
                .containsExactlyInAnyOrder("answer", "cancelled", "consumer", "timeout");
    }

    private CompletableFuture<?> run(ClickHouse db, long nonce, Random random) {
        int rows = random.nextInt(4) == 0 ? random.nextInt(100_000) : 1 + random.nextInt(1_000);
        Query query = db.query(SQL).param("nonce", nonce).param("rows", rows);
        return switch (random.nextInt(10)) {
            case 0, 1 -> cancelled(query, nonce, random);
            case 2, 3 -> throwing(query, nonce, random);
            case 4, 5 ->
                query.timeout(Duration.ofNanos(1 + random.nextInt(1 << random.nextInt(29))))
                        .forEachBlock(block -> check(block, nonce));
            case 6 -> begun(query, nonce, random);
            case 7 -> query.first(Long.class).thenAccept(first -> first.ifPresent(value -> check(value, nonce)));
            default ->
                query.list(Long.class).thenAccept(list -> {
                    list.forEach(value -> check(value, nonce));
                    foreign.addAndGet(list.size() == rows ? 0 : 1);
                });
        };
    }

    /** Cancelled at once, at some moment, or at some block. */
    private CompletableFuture<?> cancelled(Query query, long nonce, Random random) {
        int last = random.nextInt(20);
        CompletableFuture<CompletableFuture<?>> self = new CompletableFuture<>();
        AtomicInteger blocks = new AtomicInteger();
        CompletableFuture<?> future = query.forEachBlock(block -> {
            check(block, nonce);
            if (blocks.getAndIncrement() == last) {
                self.join().cancel(false);
            }
        });
        self.complete(future);
        int moment = random.nextInt(3);
        if (moment == 0) {
            future.cancel(false);
        } else if (moment == 1) {
            CompletableFuture.delayedExecutor(random.nextInt(5_000), TimeUnit.MICROSECONDS)
                    .execute(() -> future.cancel(false));
        }
        return future;
    }

    private CompletableFuture<?> throwing(Query query, long nonce, Random random) {
        int last = random.nextInt(20);
        AtomicInteger blocks = new AtomicInteger();
        return query.forEachBlock(block -> {
            check(block, nonce);
            if (blocks.getAndIncrement() == last) {
                throw new IllegalStateException("enough");
            }
        });
    }

    /** Reads some rows, and closes. */
    private CompletableFuture<?> begun(Query query, long nonce, Random random) {
        Cursor cursor = query.cursor();
        return cursor.next(1 + random.nextInt(3_000)).whenComplete((rows, failure) -> {
            if (rows != null) {
                rows.forEach(row -> check(row.longValue(0), nonce));
            }
            cursor.close();
        });
    }

    private void check(Block block, long nonce) {
        if (!Arrays.stream(block.longs(0)).allMatch(value -> value == nonce)) {
            foreign.incrementAndGet();
        }
    }

    private void check(long value, long nonce) {
        if (value != nonce) {
            foreign.incrementAndGet();
        }
    }

    private void count(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        String ending = cause == null
                ? "answer"
                : cause instanceof CancellationException
                        ? "cancelled"
                        : cause instanceof IllegalStateException
                                ? "consumer"
                                : cause instanceof OperationTimeoutException || cause instanceof PoolException
                                        ? "timeout"
                                        : cause.toString();
        endings.computeIfAbsent(ending, name -> new AtomicInteger()).incrementAndGet();
    }
}
