package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.A;
import static io.peristyle.pool.PoolFixture.B;
import static io.peristyle.pool.PoolFixture.C;
import static io.peristyle.pool.PoolFixture.equal;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PoolPlacesChangeTest {
    private final FakeFactory factory = new FakeFactory();

    @Test
    void callersWaitUntilThereIsAPlace() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(4));
        fixture.pool.endpoints(List.of());
        CompletableFuture<Lease<FakeResource>> first = fixture.acquire();
        CompletableFuture<Lease<FakeResource>> late = fixture.pool.acquire(Duration.ofSeconds(1));
        fixture.advance(Duration.ofSeconds(1));
        assertThat(PoolFixture.failureOf(late)).isInstanceOf(PoolException.class);
        assertThat(first).isNotDone();
        assertThat(factory.openingAt(A)).isZero();

        fixture.pool.endpoints(equal(B));
        factory.finishOpening(B);
        PoolFixture.release(first);
        fixture.assertAtRest(1);
    }

    @Test
    void callersWhoWaitedForPlacesSpreadOverThem() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(6));
        fixture.pool.endpoints(List.of());
        List<CompletableFuture<Lease<FakeResource>>> callers = callers(fixture, 20);
        fixture.pool.endpoints(equal(A, B, C));

        assertThat(List.of(factory.openingAt(A), factory.openingAt(B), factory.openingAt(C)))
                .containsOnly(2L);
        assertThat(callers).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void callersWhoWaitedForAPlaceThatIsGoneSpreadOverThoseThatAreLeft() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(6));
        assertThat(callers(fixture, 20)).hasSize(20);
        assertThat(factory.openingAt(A)).isEqualTo(6);
        fixture.pool.endpoints(equal(B, C));
        for (int i = 0; i < 6; i++) {
            factory.finishOpening(A);
        }

        assertThat(List.of(factory.openingAt(B), factory.openingAt(C))).containsOnly(3L);
    }

    @Test
    void aCallerWhomTheOnlyPlaceThatIsLeftHasRefusedTriesItAgain() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(6));
        fixture.pool.endpoints(equal(A, B));
        CompletableFuture<Lease<FakeResource>> caller = fixture.acquire();
        Endpoint first = factory.openingAt(A) > 0 ? A : B;
        Endpoint second = first.equals(A) ? B : A;
        factory.failOpening(first, new IllegalStateException("refused"));
        assertThat(factory.openingAt(second)).isEqualTo(1);
        fixture.pool.endpoints(equal(first));
        fixture.advance(Duration.ofSeconds(5));
        factory.finishOpening(first);

        assertThat(caller.join().endpoint()).isEqualTo(first);
    }

    @Test
    void aPlaceThatComesLaterHelpsThoseWhoWaitForOneThatIsSlow() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(6));
        CompletableFuture<Lease<FakeResource>> caller = fixture.acquire();
        fixture.pool.endpoints(equal(A, B));
        fixture.advance(Duration.ofMillis(100));
        factory.finishOpening(B);

        assertThat(caller.join().endpoint()).isEqualTo(B);
    }

    @Test
    void theMinimumOfEachPlaceIsKeptWithinTheMaximumThatMayBeIdle() {
        factory.opensAtOnce = true;
        PoolFixture fixture =
                new PoolFixture(factory, PoolLimits.ofSize(4).withMinimumIdle(2).withMaximumIdle(2));
        assertThat(fixture.pool.stats().idle()).isEqualTo(2);
        fixture.pool.endpoints(equal(A, B));

        assertThat(fixture.stats(A).idle()).isEqualTo(1);
        assertThat(fixture.stats(B).idle()).isEqualTo(1);
        assertThat(factory.opens).isEqualTo(3);
    }

    private static List<CompletableFuture<Lease<FakeResource>>> callers(PoolFixture fixture, int count) {
        List<CompletableFuture<Lease<FakeResource>>> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(fixture.acquire());
        }
        return callers;
    }
}
