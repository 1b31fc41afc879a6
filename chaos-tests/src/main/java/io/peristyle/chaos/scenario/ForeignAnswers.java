package io.peristyle.chaos.scenario;

import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.PoolException;
import io.peristyle.query.Cursor;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Queries that return a number of their own, on few connections, given up at random points of their answer. */
public final class ForeignAnswers implements Scenario {
    private static final int AT_ONCE = 24;
    private static final String SQL = "SELECT toUInt64({nonce:UInt64}) AS nonce FROM numbers({rows:UInt64})";
    private static final int LARGE = 40_000;
    private static final int SMALL = 600;

    @Override
    public String test() {
        return "T9";
    }

    @Override
    public String title() {
        return "queries are cancelled, timed out and their consumers throw, on few connections";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        new Hunt(stage).run();
    }

    /** One run. */
    private static final class Hunt {
        private final Stage stage;
        private final Findings findings;
        private final LongAdder foreign = new LongAdder();
        private final Map<String, LongAdder> endings = new ConcurrentHashMap<>();
        private final Semaphore places = new Semaphore(AT_ONCE);

        Hunt(Stage stage) {
            this.stage = stage;
            this.findings = stage.findings();
        }

        void run() throws InterruptedException {
            Random random = stage.random();
            int queries = stage.scale().queries();
            ClickHouse db = stage.connect(
                    stage.fleet().url() + "?max_open_conns=6&acquire_timeout=1m&setting.max_block_size=200");
            int restarts = 0;
            for (int i = 0; i < queries; i++) {
                if (!places.tryAcquire(60, TimeUnit.SECONDS)) {
                    break;
                }
                if (i % 500 == 0) {
                    restarts += restartTheDead();
                }
                var unused = ask(db, 1L << 40 | i, new Random(random.nextLong()))
                        .whenComplete((nothing, failure) -> {
                            endings.computeIfAbsent(ending(failure), name -> new LongAdder())
                                    .increment();
                            places.release();
                        });
            }
            boolean ended = places.tryAcquire(AT_ONCE, 60, TimeUnit.SECONDS);
            findings.check(
                    "queries that did not end", ended ? 0 : AT_ONCE - places.availablePermits(), Bound.exactly(0));
            findings.check("foreign answers", foreign.sum(), Bound.exactly(0));
            long sum = endings.values().stream().mapToLong(LongAdder::sum).sum();
            findings.check("queries asked", sum, Bound.exactly(queries));
            findings.check("of them answered in full", 100.0 * count("answered") / sum, Bound.atLeast(30, "%"));
            for (String how : new String[] {"cancelled", "consumer threw", "timed out"}) {
                findings.check("of them " + how, 100.0 * count(how) / sum, Bound.atLeast(1, "%"));
            }
            findings.note(new TreeMap<>(endings) + ", " + restarts + " servers restarted on the way");
            Remains.check(db, stage.ports(), findings);
            stage.heal();
        }

        private long count(String ending) {
            return endings.getOrDefault(ending, new LongAdder()).sum();
        }

        /** The embedded server now and then dies when a client cuts its socket. */
        private int restartTheDead() {
            int dead = 0;
            for (ClickHouseServer server : stage.fleet().servers()) {
                if (!server.isAlive()) {
                    server.restart();
                    dead++;
                }
            }
            return dead;
        }

        private CompletableFuture<?> ask(ClickHouse db, long nonce, Random random) {
            int rows = random.nextInt(16) == 0 ? random.nextInt(LARGE) : 1 + random.nextInt(SMALL);
            Query query = db.query(SQL).param("nonce", nonce).param("rows", rows);
            return switch (random.nextInt(20)) {
                case 0, 1, 2 -> cancelled(query, nonce, random);
                case 3, 4 -> throwing(query, nonce, random);
                case 5 ->
                    query.timeout(Duration.ofNanos(1 + random.nextInt(1 << random.nextInt(26))))
                            .forEachBlock(block -> check(block, nonce));
                case 6 -> begun(query, nonce, random);
                case 7 -> query.first(Long.class).thenAccept(first -> first.ifPresent(value -> check(value, nonce)));
                default -> whole(query, nonce, rows);
            };
        }

        private CompletableFuture<?> whole(Query query, long nonce, int rows) {
            LongAdder seen = new LongAdder();
            return query.forEachBlock(block -> {
                        check(block, nonce);
                        seen.add(block.rows());
                    })
                    .thenRun(() -> {
                        if (seen.sum() != rows) {
                            foreign(rows + " rows were asked for and " + seen + " came");
                        }
                    });
        }

        /** Cancelled at once, at some moment, or at some block. */
        private CompletableFuture<?> cancelled(Query query, long nonce, Random random) {
            int last = random.nextInt(5);
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
            int last = random.nextInt(3);
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
            return cursor.next(1 + random.nextInt(SMALL)).whenComplete((rows, failure) -> {
                if (rows != null) {
                    rows.forEach(row -> check(row.longValue(0), nonce));
                }
                cursor.close();
            });
        }

        private void check(Block block, long nonce) {
            for (long value : block.longs(0)) {
                check(value, nonce);
            }
        }

        private void check(long value, long nonce) {
            if (value != nonce) {
                foreign(nonce + " was asked for and " + value + " came");
            }
        }

        private void foreign(String what) {
            foreign.increment();
            findings.evidence("foreign answers", what);
        }

        private static String ending(@Nullable Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause == null) {
                return "answered";
            }
            if (cause instanceof CancellationException) {
                return "cancelled";
            }
            if (cause instanceof IllegalStateException) {
                return "consumer threw";
            }
            if (cause instanceof OperationTimeoutException || cause instanceof PoolException) {
                return "timed out";
            }
            return cause instanceof ConnectionException ? "connection lost" : cause.toString();
        }
    }
}
