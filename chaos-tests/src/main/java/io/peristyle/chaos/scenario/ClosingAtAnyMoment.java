package io.peristyle.chaos.scenario;

import io.peristyle.chaos.load.Samples;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.Remains;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Cursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Clients are closed at a random moment of their work, some side by side. */
public final class ClosingAtAnyMoment implements Scenario {
    private static final int SIDE_BY_SIDE = 4;
    private static final int OPERATIONS = 15;
    private static final int GREATEST_GRACE_MILLIS = 100;
    private static final int LATEST_MILLIS = 40;
    private static final int BEYOND_GRACE_MILLIS = 200;
    private static final long PATIENCE_SECONDS = 30;

    @Override
    public String test() {
        return "T22";
    }

    @Override
    public String title() {
        return "clients are closed at a random moment of their work";
    }

    /** The embedded modern server does not survive a connection that is closed during Hello. */
    @Override
    public ServerVersion version() {
        return ServerVersion.LEGACY;
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.fleet().servers().forEach(server -> {
            server.http("DROP TABLE IF EXISTS chaos_close");
            server.http("CREATE TABLE chaos_close (n Int64) ENGINE = Null");
        });
        new Closes(stage).run();
        stage.heal();
    }

    /** One run. */
    private static final class Closes {
        private final Stage stage;
        private final Findings findings;
        private final Samples beyondGrace = new Samples();
        private final LongAdder unanswered = new LongAdder();
        private final LongAdder strange = new LongAdder();

        Closes(Stage stage) {
            this.stage = stage;
            this.findings = stage.findings();
        }

        void run() throws InterruptedException {
            Random random = stage.random();
            int closes = 0;
            int leftThreads = 0;
            int leftSockets = 0;
            while (closes < stage.scale().closes()) {
                List<CompletableFuture<?>> batch = new ArrayList<>();
                List<CompletableFuture<?>> operations = new ArrayList<>();
                for (int i = 0; i < SIDE_BY_SIDE; i++, closes++) {
                    batch.add(closeInTheMiddle(new Random(random.nextLong()), operations));
                }
                batch.forEach(CompletableFuture::join);
                operations.forEach(this::checkEnd);
                Remains.await(() -> Remains.threads().isEmpty() && Remains.sockets(stage.ports()) == 0);
                leftThreads += Remains.threads().size();
                leftSockets += Remains.sockets(stage.ports());
                if (leftThreads + leftSockets > 0) {
                    findings.evidence("threads left after close", Remains.threads());
                    break;
                }
            }
            findings.check("closes", closes, Bound.atLeast(stage.scale().closes(), ""));
            findings.check(
                    "close beyond its grace", beyondGrace.greatestMillis(), Bound.atMost(BEYOND_GRACE_MILLIS, "ms"));
            findings.note("close beyond its grace: p99 " + beyondGrace.millisAt(99) + " ms, greatest "
                    + beyondGrace.greatestMillis() + " ms");
            findings.check("operations without an end after close", unanswered.sum(), Bound.exactly(0));
            findings.check("operations that failed with an exception not of ours", strange.sum(), Bound.exactly(0));
            findings.check("threads left after close", leftThreads, Bound.exactly(0));
            findings.check("sockets left after close", leftSockets, Bound.exactly(0));
        }

        private CompletableFuture<?> closeInTheMiddle(Random random, List<CompletableFuture<?>> operations) {
            ClickHouse db = ClickHouse.connect(
                    stage.fleet().url() + "?max_open_conns=4&event_loop_threads=" + (1 + random.nextInt(2)));
            for (int i = 0; i < OPERATIONS; i++) {
                operations.add(start(db, random));
            }
            CompletableFuture<Void> moment = new CompletableFuture<>();
            var unused = operations
                    .get(operations.size() - 1 - random.nextInt(OPERATIONS))
                    .whenComplete((value, failure) -> moment.complete(null));
            Duration grace = Duration.ofMillis(random.nextInt(GREATEST_GRACE_MILLIS));
            return moment.completeOnTimeout(null, random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS)
                    .thenCompose(nothing -> {
                        long start = System.nanoTime();
                        return db.close(grace)
                                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                .whenComplete(
                                        (closed, failure) -> beyondGrace.add(Duration.ofNanos(System.nanoTime() - start)
                                                .minus(grace)));
                    });
        }

        /** Something that ends soon, late, or not by itself. */
        private static CompletableFuture<?> start(ClickHouse db, Random random) {
            return switch (random.nextInt(8)) {
                case 0 -> db.query("SELECT count() FROM system.numbers").execute();
                case 1 -> db.query("SELECT sleep(0.05)").execute();
                case 2 -> db.query("SELECT number FROM numbers(100000)").list(Long.class);
                case 3 ->
                    db.insert("chaos_close")
                            .columns(Map.of(
                                    "n",
                                    LongStream.range(0, 1 + random.nextInt(20_000))
                                            .toArray()));
                case 4 ->
                    db.session()
                            .thenCompose(session -> session.query("SELECT 1")
                                    .value(Integer.class)
                                    .whenComplete((value, failure) -> session.close()));
                case 5 -> {
                    Cursor cursor =
                            db.query("SELECT number FROM numbers(100000)").cursor();
                    yield cursor.next(30_000).whenComplete((rows, failure) -> cursor.close());
                }
                case 6 -> db.query("SELECT number FROM system.numbers").first(Long.class);
                default -> db.query("SELECT 1").value(Integer.class);
            };
        }

        private void checkEnd(CompletableFuture<?> operation) {
            Throwable failure = operation
                    .handle((value, thrown) -> thrown)
                    .completeOnTimeout(new IllegalStateException("unanswered"), PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (!operation.isDone()) {
                unanswered.increment();
            } else if (isStrange(cause)) {
                strange.increment();
                findings.evidence("operations that failed with an exception not of ours", cause);
            }
        }

        private static boolean isStrange(@Nullable Throwable cause) {
            return cause != null
                    && !(cause instanceof CancellationException)
                    && !(cause instanceof ClickHouseException);
        }
    }
}
