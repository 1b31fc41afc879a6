package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.failureOf;
import static io.peristyle.pool.PoolFixture.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.PoolException;
import io.peristyle.observe.PoolStats;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored")
class PoolTest {
    @Test
    void lendsTheMostRecentlyUsedFirst() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(3));
        Lease<FakeResource> first = fixture.lease();
        Lease<FakeResource> second = fixture.lease();
        FakeResource recent = first.resource();
        second.release();
        first.release();

        assertThat(fixture.lease().resource()).isSameAs(recent);
        assertThat(fixture.factory.opens).isEqualTo(2);
    }

    @Test
    void servesWaitersInTheOrderOfTheirArrival() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        List<Integer> served = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            fixture.acquire().thenAccept(next -> {
                served.add(number);
                next.release();
            });
        }
        lease.release();

        assertThat(served).containsExactly(0, 1, 2, 3, 4);
        fixture.assertAtRest(1);
    }

    @Test
    void opensNoMoreThanTheMaximum() {
        PoolFixture fixture = new PoolFixture(new FakeFactory(), PoolLimits.ofSize(2));
        List<CompletableFuture<Lease<FakeResource>>> futures =
                List.of(fixture.acquire(), fixture.acquire(), fixture.acquire());
        assertThat(fixture.factory.opening).hasSize(2);
        PoolStats stats = fixture.pool.stats();
        assertThat(stats.size()).isEqualTo(2);
        assertThat(stats.pending()).isEqualTo(3);
        assertThat(stats.opening()).isEqualTo(2);
        fixture.factory.finishOpening();
        fixture.factory.finishOpening();
        assertThat(futures.get(2)).isNotDone();
        release(futures.get(0));
        release(futures.get(1));
        release(futures.get(2));

        fixture.assertAtRest(2);
        assertThat(fixture.pool.stats().acquired()).isEqualTo(3);
    }

    @Test
    void opensNoMoreAtOnceThanAllowed() {
        PoolFixture fixture =
                new PoolFixture(new FakeFactory(), PoolLimits.ofSize(10).withMaximumOpening(2));
        List<CompletableFuture<Lease<FakeResource>>> futures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            futures.add(fixture.acquire());
        }
        for (int i = 0; i < 5; i++) {
            assertThat(fixture.factory.opening).hasSizeBetween(1, 2);
            fixture.factory.finishOpening();
        }
        futures.forEach(PoolFixture::release);

        fixture.assertAtRest(5);
    }

    @Test
    void failsAtTheDeadlineAndNotBefore() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Lease<FakeResource>> late = fixture.pool.acquire(Duration.ofMillis(500));
        CompletableFuture<Lease<FakeResource>> early = fixture.pool.acquire(Duration.ofMillis(200));
        CompletableFuture<Lease<FakeResource>> patient = fixture.pool.acquire(Deadline.NONE);

        fixture.advance(Duration.ofNanos(199_999_999));
        assertThat(early).isNotDone();
        fixture.advance(Duration.ofNanos(1));
        assertThat(failureOf(early))
                .isInstanceOfSatisfying(
                        PoolException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(PoolException.Reason.ACQUIRE_TIMEOUT))
                .hasMessageContaining("within 200 ms")
                .hasMessageContaining("1 in use, 0 idle, 0 opening, maximum 1, 3 pending")
                .hasNoCause();
        fixture.advance(Duration.ofNanos(299_999_999));
        assertThat(late).isNotDone();
        fixture.advance(Duration.ofNanos(1));
        assertThat(late).isCompletedExceptionally();
        fixture.advance(Duration.ofDays(1));
        assertThat(patient).isNotDone();
        assertThat(fixture.pool.stats().timeouts()).isEqualTo(2);
        lease.release();
        release(patient);
        fixture.advance(Duration.ofSeconds(31));
        assertThat(fixture.pool.stats().inUse()).isZero();
    }

    @Test
    void refusesAtOnceWhenTheLineIsFull() {
        PoolFixture fixture = new PoolFixture(
                FakeFactory.openingAtOnce(), PoolLimits.ofSize(1).withMaximumWaiting(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();

        assertThat(failureOf(fixture.acquire()))
                .isInstanceOfSatisfying(
                        PoolException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(PoolException.Reason.TOO_MANY_WAITING))
                .hasMessageContaining("1 allowed")
                .hasMessageContaining("1 in use");
        lease.release();
        release(waiting);
        fixture.assertAtRest(1);
    }

    @Test
    void doesNotCountCallersWhoseResourceIsBeingOpenedAsWaiting() {
        PoolFixture fixture =
                new PoolFixture(new FakeFactory(), PoolLimits.ofSize(2).withMaximumWaiting(0));
        CompletableFuture<Lease<FakeResource>> first = fixture.acquire();
        CompletableFuture<Lease<FakeResource>> second = fixture.acquire();
        assertThat(failureOf(fixture.acquire())).isInstanceOf(PoolException.class);
        fixture.factory.finishOpening();
        fixture.factory.finishOpening();
        release(first);
        release(second);

        fixture.assertAtRest(2);
    }

    @Test
    void takesNoTimerWhenSomethingIsIdle() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        fixture.lease().release();
        int before = fixture.time.scheduled();
        Lease<FakeResource> lease = fixture.lease();

        assertThat(fixture.time.scheduled()).isEqualTo(before);
        lease.release();
    }

    @Test
    void takesOneTimerForTheWholeLine() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        fixture.acquire();
        int before = fixture.time.scheduled();
        for (int i = 1; i <= 100; i++) {
            fixture.pool.acquire(Duration.ofMillis(9_000 - i));
        }

        assertThat(fixture.time.scheduled()).isEqualTo(before);
        fixture.advance(PoolFixture.WAIT);
        assertThat(fixture.pool.stats().pending()).isZero();
        lease.release();
        fixture.assertAtRest(1);
    }

    @Test
    void doesNotWaitWithAWaitOfZeroButOpensForTheNextCaller() {
        PoolFixture fixture = new PoolFixture(new FakeFactory(), PoolLimits.ofSize(1));
        assertThat(failureOf(fixture.pool.acquire(Duration.ZERO))).isInstanceOf(PoolException.class);
        fixture.factory.finishOpening();
        CompletableFuture<Lease<FakeResource>> next = fixture.pool.acquire(Duration.ZERO);

        release(next);
        fixture.assertAtRest(1);
    }

    @Test
    void refusesANegativeWait() {
        PoolFixture fixture = new PoolFixture(new FakeFactory(), PoolLimits.ofSize(1));
        assertThatThrownBy(() -> fixture.pool.acquire(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wait");
    }

    @Test
    void servesThousandsOfWaitersFromOneReleaseWithoutDeepRecursion() {
        int callers = 100_000;
        PoolFixture fixture = new PoolFixture(
                FakeFactory.openingAtOnce(), PoolLimits.ofSize(1).withMaximumWaiting(callers));
        Lease<FakeResource> lease = fixture.lease();
        AtomicInteger served = new AtomicInteger();
        for (int i = 0; i < callers; i++) {
            fixture.acquire().thenAccept(next -> {
                served.incrementAndGet();
                next.release();
            });
        }
        lease.release();

        assertThat(served).hasValue(callers);
        fixture.assertAtRest(1);
    }

    @Test
    void aCallbackThatThrowsHurtsNobodyElse() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Void> throwing = fixture.acquire().thenAccept(next -> {
            next.release();
            throw new IllegalStateException("from a callback");
        });
        CompletableFuture<Lease<FakeResource>> other = fixture.acquire();
        lease.release();

        assertThat(failureOf(throwing)).hasMessage("from a callback");
        release(other);
        fixture.assertAtRest(1);
    }

    @Test
    void aCallbackMayAcquireAndFindsItsResultWhenTheCallReturns() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(2));
        List<CompletableFuture<Lease<FakeResource>>> nested = new ArrayList<>();
        fixture.acquire().thenAccept(lease -> {
            CompletableFuture<Lease<FakeResource>> inner = fixture.acquire();
            assertThat(inner).isCompleted();
            nested.add(inner);
            lease.release();
        });
        release(nested.get(0));

        fixture.assertAtRest(2);
    }

    @Test
    void endsALeaseOnlyOnce() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        lease.release();
        Lease<FakeResource> next = fixture.lease();
        lease.release();
        lease.discard();

        assertThat(next.resource().closed).isFalse();
        assertThat(fixture.pool.stats().inUse()).isEqualTo(1);
        next.discard();
        next.release();
        fixture.assertAtRest(0);
    }
}
