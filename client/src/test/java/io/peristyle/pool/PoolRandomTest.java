package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.PoolStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Everything that can happen to a pool, in random order, against a model of who has to be answered next. */
@SuppressWarnings("FutureReturnValueIgnored")
class PoolRandomTest {
    private static final int ROUNDS = 200;
    private static final int STEPS = 1_500;

    @Test
    void keepsItsPromisesWhateverHappensInWhateverOrder() {
        long seed = new Random().nextLong();
        System.out.println("PoolRandomTest seed " + seed);
        Random random = new Random(seed);
        int answered = 0;
        int served = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Round played = new Round(random);
            for (int step = 0; step < STEPS; step++) {
                played.step();
                played.check();
            }
            played.end();
            answered += played.answered;
            served += played.served;
        }
        assertThat(served).as("seed " + seed + ": served of " + answered).isGreaterThan(answered / 4);
    }

    /** One pool from start to close. */
    private static final class Round {
        private final Random random;
        private final FakeFactory factory = new FakeFactory();
        private final PoolLimits limits;
        private final PoolFixture fixture;
        private final TreeMap<Integer, CompletableFuture<Lease<FakeResource>>> waiting = new TreeMap<>();
        private final List<Lease<FakeResource>> leases = new ArrayList<>();
        private final Map<Integer, Long> deadlines = new HashMap<>();
        private final List<String> violations = new ArrayList<>();
        private int asked;
        private int answered;
        private int served;

        Round(Random random) {
            this.random = random;
            factory.closesAtOnce = random.nextBoolean();
            int size = 1 + random.nextInt(6);
            int minimumIdle = random.nextInt(size + 1);
            limits = new PoolLimits(
                    minimumIdle,
                    minimumIdle + random.nextInt(size - minimumIdle + 1),
                    size,
                    size,
                    0,
                    1 + random.nextInt(size),
                    random.nextInt(20));
            PoolTimes times = PoolTimes.DEFAULT
                    .withIdleTimeout(Duration.ofMillis(1 + random.nextInt(3_000)))
                    .withMaximumLifetime(Duration.ofMillis(1 + random.nextInt(10_000)))
                    .withValidateAfterIdle(Duration.ofMillis(random.nextInt(500)))
                    // Half of the pools are hardly swept: a sweep would also find a caller who was forgotten.
                    .withSweepInterval(
                            Duration.ofMillis(random.nextBoolean() ? 86_400_000 : 1 + random.nextInt(2_000)));
            fixture = new PoolFixture(factory, limits, times);
        }

        void step() {
            int choice = random.nextInt(100);
            if (choice < 30) {
                acquire();
            } else if (choice < 37) {
                cancel();
            } else if (choice < 57) {
                endLease();
            } else if (choice < 72) {
                endOpening(random.nextInt(4) > 0);
            } else if (choice < 82) {
                endValidation(random.nextInt(4) > 0);
            } else if (choice < 86) {
                breakOne();
            } else if (choice < 87) {
                fixture.pool.suspectIdle();
            } else {
                fixture.advance(Duration.ofNanos(random.nextInt(random.nextInt(10) == 0 ? 500_000_000 : 5_000_000)));
            }
        }

        private void acquire() {
            int number = asked++;
            // The patient ones would wait for ever if the pool forgot to wake them.
            long millis = random.nextInt(4) == 0 ? TimeUnit.DAYS.toMillis(1) : random.nextInt(400);
            CompletableFuture<Lease<FakeResource>> future = fixture.pool.acquire(Duration.ofMillis(millis));
            if (!future.isDone()) {
                waiting.put(number, future);
                deadlines.put(number, fixture.time.nanoTime() + millis * 1_000_000);
            }
            future.whenComplete((lease, failure) -> {
                answered++;
                if (lease != null) {
                    serve(number, lease);
                } else if (!(failure instanceof ClickHouseException || failure instanceof CancellationException)) {
                    violations.add("caller " + number + " got " + failure);
                }
                waiting.remove(number);
            });
        }

        // An assertion that fails in a callback would be kept by the future and never be seen.
        private void serve(int number, Lease<FakeResource> lease) {
            served++;
            if (!waiting.isEmpty() && waiting.firstKey() != number) {
                violations.add("caller " + number + " was served before caller " + waiting.firstKey());
            }
            if (lease.resource().taken || lease.resource().closed) {
                violations.add("resource " + lease.resource().number + " was lent twice or closed");
            }
            lease.resource().taken = true;
            leases.add(lease);
        }

        private void cancel() {
            if (!waiting.isEmpty()) {
                List<CompletableFuture<Lease<FakeResource>>> futures = new ArrayList<>(waiting.values());
                futures.get(random.nextInt(futures.size())).cancel(false);
            }
        }

        private void endLease() {
            if (!leases.isEmpty()) {
                Lease<FakeResource> lease = leases.remove(random.nextInt(leases.size()));
                lease.resource().taken = false;
                lease.resource().usable &= random.nextInt(10) > 0;
                if (random.nextInt(10) > 0) {
                    lease.release();
                } else {
                    lease.discard();
                }
                lease.release();
            }
        }

        private void endOpening(boolean succeeds) {
            if (!factory.opening.isEmpty()) {
                if (succeeds) {
                    factory.finishOpening();
                } else {
                    factory.failOpening(PoolFixture.refused("refused"));
                }
            }
        }

        private void endValidation(boolean succeeds) {
            if (!factory.validating.isEmpty()) {
                factory.validating.remove().complete(succeeds);
            }
        }

        private void breakOne() {
            List<FakeResource> alive = factory.resources.stream()
                    .filter(resource -> !resource.closed)
                    .toList();
            if (!alive.isEmpty()) {
                alive.get(random.nextInt(alive.size())).breakDown();
            }
        }

        void check() {
            assertThat(factory.closedTwice).isEmpty();
            assertThat(violations).isEmpty();
            PoolStats stats = fixture.pool.stats();
            assertThat(stats.size()).as("size").isBetween(0, limits.maximumSize());
            assertThat(stats.idle() + stats.inUse() + stats.opening()).as("sum").isEqualTo(stats.size());
            assertThat(stats.inUse()).as("in use").isEqualTo(leases.size());
            assertThat(stats.pending()).as("pending").isEqualTo(waiting.size());
            assertThat(stats.acquired()).as("acquired").isEqualTo(served);
            assertThat(answered + waiting.size()).as("answered once").isEqualTo(asked);
            assertThat(factory.alive() + factory.opening.size()).as("open").isEqualTo(stats.size());
            assertThat(factory.opening.size()).as("opening").isLessThanOrEqualTo(limits.maximumOpening());
            deadlines.keySet().retainAll(waiting.keySet());
            assertThat(deadlines.values()).as("deadlines").allMatch(due -> due - fixture.time.nanoTime() > 0);
            if (stats.pending() > factory.validating.size()) {
                assertThat(stats.idle()).as("idle while callers wait").isZero();
            }
        }

        /** Lets everything go well from here on: whoever still waits is served, then the pool closes. */
        void end() {
            int pauses = 0;
            while (!waiting.isEmpty()) {
                int before = answered;
                while (!factory.opening.isEmpty() || !factory.validating.isEmpty() || !leases.isEmpty()) {
                    endOpening(true);
                    endValidation(true);
                    endLease();
                    check();
                }
                if (answered == before && !waiting.isEmpty()) {
                    // Only a pause after failures may hold the line up.
                    fixture.advance(Duration.ofMillis(1));
                    assertThat(pauses++).as("a caller was forgotten").isLessThan(2_000);
                }
            }
            CompletableFuture<Lease<FakeResource>> last = fixture.acquire();
            if (random.nextBoolean()) {
                acquire();
            }
            boolean lent = !leases.isEmpty() || (last.isDone() && !last.isCompletedExceptionally());
            CompletableFuture<Void> closed = fixture.pool.close(Duration.ofMillis(random.nextInt(100)));
            if (lent) {
                fixture.advance(Duration.ofMillis(100));
            }
            factory.closing.forEach(closing -> closing.complete(null));
            assertThat(closed).isCompleted();
            assertThat(last).isDone();
            assertThat(waiting).isEmpty();
            assertThat(fixture.time.scheduled()).as("timers").isZero();
            assertThat(violations).isEmpty();
            fixture.assertAtRest(0);
        }
    }
}
