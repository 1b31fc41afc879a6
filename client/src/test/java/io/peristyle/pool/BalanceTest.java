package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.A;
import static io.peristyle.pool.PoolFixture.B;
import static io.peristyle.pool.PoolFixture.C;
import static io.peristyle.pool.PoolFixture.equal;
import static io.peristyle.pool.PoolFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.observe.BreakerState;
import io.peristyle.options.Balancing;
import io.peristyle.time.ManualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How the work is shared over time by clients that ask again as soon as they were answered. */
@SuppressWarnings("FutureReturnValueIgnored")
class BalanceTest {
    /** The less loaded of two drawn at random. */
    private static final Balancing TWO_CHOICES = twoChoices(new Random(7));

    private final ManualTime time = new ManualTime();
    private final FakeFactory factory = FakeFactory.openingAtOnce();
    private final Random random = new Random(42);
    private final Map<Endpoint, Integer> served = new HashMap<>();
    private final Map<Endpoint, Integer> millisOfWork = new HashMap<>();
    private Balancing balancing = TWO_CHOICES;
    private Pool<FakeResource> pool = start(PoolLimits.ofSize(12), equal(A, B, C));
    private int clients;

    @Test
    void equalPlacesShareEquallyBelowTheMaximum() {
        run(6, Duration.ofSeconds(20));

        assertEqualWithinATenth();
    }

    @Test
    void equalPlacesShareEquallyUnderSaturationAndNothingIsReopened() {
        run(60, Duration.ofSeconds(5));
        assertThat(pool.stats().pending()).isGreaterThan(40);
        int opens = factory.opens;
        served.clear();
        run(0, Duration.ofSeconds(20));

        assertEqualWithinATenth();
        assertThat(factory.opens - opens).as("opened while saturated").isZero();
        assertThat(pool.stats().size()).isEqualTo(12);
    }

    @Test
    void weightsCount() {
        balancing = LeastBusy.INSTANCE;
        pool = start(
                PoolLimits.ofSize(24),
                List.of(new WeightedEndpoint(A, 4), new WeightedEndpoint(B, 1), new WeightedEndpoint(C, 1)));
        run(18, Duration.ofSeconds(20));

        assertThat(share(A)).isBetween(0.6, 0.72);
    }

    @Test
    void aSlowPlaceGetsLittle() {
        millisOfWork.put(B, 1_000);
        run(6, Duration.ofSeconds(20));

        assertThat(share(B)).isLessThan(0.05);
    }

    @Test
    void aSlowPlaceGetsLittleUnderSaturation() {
        millisOfWork.put(B, 1_000);
        run(60, Duration.ofSeconds(20));

        assertThat(share(B)).isLessThan(0.05);
    }

    @Test
    void aPlaceThatReturnsGetsItsShareBackUnderSaturation() {
        factory.down.put(B, refused("down"));
        run(60, Duration.ofSeconds(10));
        assertThat(served).doesNotContainKey(B);
        assertThat(breakerOf(B)).isNotEqualTo(BreakerState.CLOSED);
        factory.down.clear();
        run(0, Duration.ofSeconds(30));
        served.clear();
        int opens = factory.opens;
        run(0, Duration.ofSeconds(10));

        assertThat(breakerOf(B)).isEqualTo(BreakerState.CLOSED);
        assertEqualWithinATenth();
        assertThat(factory.opens).as("at rest again").isEqualTo(opens);
    }

    @Test
    void aPlaceThatReturnsIsNotFlooded() {
        factory.down.put(B, refused("down"));
        run(9, Duration.ofSeconds(10));
        factory.down.clear();
        while (breakerOf(B) != BreakerState.CLOSED) {
            time.advance(Duration.ofMillis(10));
        }
        served.clear();
        run(0, Duration.ofSeconds(1));

        assertThat(share(B)).as("in the first second").isBetween(0.001, 0.2);
    }

    /** Adds clients, and lets time pass. */
    private void run(int added, Duration duration) {
        for (int i = 0; i < added; i++) {
            ask();
            clients++;
        }
        time.advance(duration);
        assertThat(pool.stats().inUse() + pool.stats().pending()).isEqualTo(clients);
    }

    private void ask() {
        pool.acquire(Duration.ofDays(1)).thenAccept(lease -> {
            served.merge(lease.endpoint(), 1, Integer::sum);
            int millis = millisOfWork.getOrDefault(lease.endpoint(), 10);
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis) / 2 + random.nextInt(millis * 1_000_000);
            time.schedule(
                    () -> {
                        lease.succeeded();
                        lease.release();
                        ask();
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        });
    }

    private Pool<FakeResource> start(PoolLimits limits, List<WeightedEndpoint> endpoints) {
        factory.validatesAtOnce = true;
        PoolSettings settings = new PoolSettings(limits, PoolTimes.DEFAULT, new PoolEnvironment(time, time, 42));
        return Pool.start(settings.withBalancing(balancing), factory, endpoints);
    }

    private double share(Endpoint endpoint) {
        int all = served.values().stream().mapToInt(Integer::intValue).sum();
        return (double) served.getOrDefault(endpoint, 0) / all;
    }

    private void assertEqualWithinATenth() {
        for (Endpoint endpoint : List.of(A, B, C)) {
            assertThat(share(endpoint)).as("share of " + endpoint).isBetween(0.3, 0.3667);
        }
    }

    private BreakerState breakerOf(Endpoint endpoint) {
        return pool.stats().endpoints().stream()
                .filter(stats -> stats.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow()
                .breaker();
    }

    private static Balancing twoChoices(Random random) {
        return candidates -> {
            int first = random.nextInt(candidates.size());
            int second = (first + 1 + random.nextInt(candidates.size() - 1)) % candidates.size();
            return LeastBusy.INSTANCE.choose(List.of(candidates.get(first), candidates.get(second))) == 0
                    ? first
                    : second;
        };
    }
}
