package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClientClosedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored")
class PoolCloseTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final FakeFactory factory = FakeFactory.openingAtOnce();

    @Test
    void closesAnIdlePoolAtOnceAndLeavesNoTimer() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(3).withMinimumIdle(2));
        assertThat(fixture.pool.close(GRACE)).isCompleted();

        fixture.assertAtRest(0);
        assertThat(fixture.time.scheduled()).isZero();
    }

    @Test
    void refusesNewWorkAndFailsTheWaiters() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        CompletableFuture<Void> closed = fixture.pool.close(GRACE);

        assertThat(failureOf(waiting)).isInstanceOf(ClientClosedException.class);
        assertThat(failureOf(fixture.acquire())).isInstanceOf(ClientClosedException.class);
        assertThat(closed).isNotDone();
        lease.release();
        assertThat(closed).isCompleted();
        fixture.assertAtRest(0);
        assertThat(fixture.time.scheduled()).isZero();
    }

    @Test
    void closesWhatIsLentWhenTheGraceIsOver() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Void> closed = fixture.pool.close(GRACE);
        fixture.advance(GRACE.minusNanos(1));
        assertThat(lease.resource().closed).isFalse();
        fixture.advance(Duration.ofNanos(1));

        assertThat(lease.resource().closed).isTrue();
        assertThat(closed).isCompleted();
        lease.release();
        fixture.assertAtRest(0);
    }

    @Test
    void doesNotWaitForClosingThatComesToNoEnd() {
        factory.closesAtOnce = false;
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        fixture.lease();
        CompletableFuture<Void> closed = fixture.pool.close(GRACE);
        fixture.advance(GRACE.plusMillis(99));
        assertThat(closed).isNotDone();
        fixture.advance(Duration.ofMillis(1));

        assertThat(closed).isCompleted();
        assertThat(fixture.time.scheduled()).isZero();
    }

    @Test
    void waitsUntilWhatItClosesIsClosed() {
        factory.closesAtOnce = false;
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        fixture.lease().release();
        CompletableFuture<Void> closed = fixture.pool.close(GRACE);
        assertThat(closed).isNotDone();
        factory.closing.remove().complete(null);

        assertThat(closed).isCompleted();
        fixture.assertAtRest(0);
    }

    @Test
    void givesUpAnAttemptToOpen() {
        factory.opensAtOnce = false;
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        CompletableFuture<Void> closed = fixture.pool.close(GRACE);

        assertThat(failureOf(waiting)).isInstanceOf(ClientClosedException.class);
        assertThat(factory.opening.peek()).isCancelled();
        assertThat(closed).isCompleted();
        factory.finishOpening();
        fixture.assertAtRest(0);
    }

    @Test
    void closesAResourceWhoseOpeningCouldNotBeGivenUp() {
        factory.opensAtOnce = false;
        CompletableFuture<FakeResource> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        ResourceFactory<FakeResource> opening = new ForwardingFactory(factory, stubborn);
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Pool<FakeResource> pool = Pool.start(
                new PoolSettings(
                        PoolLimits.ofSize(1), PoolTimes.DEFAULT, new PoolEnvironment(fixture.time, fixture.time, 1)),
                opening,
                PoolFixture.equal(PoolFixture.A));
        CompletableFuture<Lease<FakeResource>> waiting = pool.acquire(PoolFixture.WAIT);
        CompletableFuture<Void> closed = pool.close(GRACE);
        assertThat(waiting).isCompletedExceptionally();
        assertThat(closed).isNotDone();
        FakeResource resource = new FakeResource(7, PoolFixture.A);
        stubborn.complete(resource);

        assertThat(resource.closed).isTrue();
        assertThat(closed).isCompleted();
        assertThat(pool.stats().size()).isZero();
    }

    @Test
    void closesWhatIsBeingValidated() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        fixture.lease().release();
        fixture.pool.suspectIdle();
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        assertThat(fixture.pool.close(GRACE)).isCompleted();
        factory.validating.remove().complete(true);

        assertThat(failureOf(waiting)).isInstanceOf(ClientClosedException.class);
        fixture.assertAtRest(0);
    }

    @Test
    void closesAtOnceWithoutGrace() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        assertThat(fixture.pool.close(Duration.ZERO)).isCompleted();

        assertThat(lease.resource().closed).isTrue();
        lease.discard();
        fixture.assertAtRest(0);
        assertThat(fixture.time.scheduled()).isZero();
    }

    @Test
    void mayBeCalledAgainWhichCanOnlyShortenTheGrace() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Void> first = fixture.pool.close(GRACE);
        CompletableFuture<Void> longer = fixture.pool.close(GRACE.multipliedBy(2));
        CompletableFuture<Void> shorter = fixture.pool.close(Duration.ofSeconds(1));
        fixture.advance(Duration.ofSeconds(1));

        assertThat(lease.resource().closed).isTrue();
        assertThat(first).isCompleted();
        assertThat(longer).isCompleted();
        assertThat(shorter).isCompleted();
        assertThat(fixture.pool.close(GRACE)).isCompleted();
        fixture.assertAtRest(0);
    }

    @Test
    void aCallerCannotEndTheClosingForOthers() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        fixture.pool.close(GRACE).cancel(false);
        CompletableFuture<Void> closed = fixture.pool.close(GRACE);
        assertThat(closed).isNotDone();
        lease.release();

        assertThat(closed).isCompleted();
    }

    @Test
    void mayBeClosedByACallbackOfAFailedWaiter() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Void> inner = fixture.acquire()
                .handle((next, failure) -> fixture.pool.close(Duration.ZERO))
                .thenCompose(closing -> closing);
        fixture.advance(PoolFixture.WAIT);

        assertThat(inner).isCompleted();
        assertThat(lease.resource().closed).isTrue();
        fixture.assertAtRest(0);
    }

    @Test
    void refusesANegativeGrace() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        assertThatThrownBy(() -> fixture.pool.close(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grace");
    }

    /** Opens by one given future, and leaves the rest to another factory. */
    private record ForwardingFactory(FakeFactory target, CompletableFuture<FakeResource> opening)
            implements ResourceFactory<FakeResource> {
        @Override
        public CompletableFuture<FakeResource> open(Endpoint endpoint) {
            return opening;
        }

        @Override
        public boolean isUsable(FakeResource resource) {
            return target.isUsable(resource);
        }

        @Override
        public CompletableFuture<Void> close(FakeResource resource) {
            return target.close(resource);
        }

        @Override
        public void onBroken(FakeResource resource, Runnable action) {
            target.onBroken(resource, action);
        }
    }
}
