package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.failureOf;
import static io.peristyle.pool.PoolFixture.refused;
import static io.peristyle.pool.PoolFixture.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.error.ConnectionException;
import io.peristyle.error.PoolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored")
class PoolFailureTest {
    private final FakeFactory factory = new FakeFactory();

    @Test
    void givesTheCallerTheExceptionOfTheFactory() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        CompletableFuture<Lease<FakeResource>> future = fixture.acquire();
        ConnectionException failure = refused("refused");
        factory.failOpening(new CompletionException(failure));

        assertThat(failureOf(future)).isSameAs(failure);
        fixture.assertAtRest(0);
    }

    @Test
    void givesTheCallerWhatTheFactoryThrows() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        factory.throwsOnOpen = refused("thrown");

        assertThat(failureOf(fixture.acquire())).isSameAs(factory.throwsOnOpen);
        fixture.assertAtRest(0);
    }

    @Test
    void closesAResourceThatCannotBeWatched() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        factory.throwsOnRegister = new IllegalStateException("no watching");
        CompletableFuture<Lease<FakeResource>> future = fixture.acquire();
        factory.finishOpening();

        assertThat(failureOf(future)).isSameAs(factory.throwsOnRegister);
        fixture.assertAtRest(0);
    }

    @Test
    void opensAgainWhenANewResourceIsBrokenAlready() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        factory.breaksAtOnce = true;
        CompletableFuture<Lease<FakeResource>> future = fixture.acquire();
        factory.finishOpening();
        assertThat(future).isNotDone();
        factory.breaksAtOnce = false;
        factory.finishOpening();

        release(future);
        fixture.assertAtRest(1);
    }

    @Test
    void failsOneCallerForOneFailedAttemptAndServesTheOthersByAnother() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        CompletableFuture<Lease<FakeResource>> first = fixture.acquire();
        CompletableFuture<Lease<FakeResource>> second = fixture.acquire();
        CompletableFuture<Lease<FakeResource>> third = fixture.acquire();
        factory.failOpening(refused("once"));

        assertThat(failureOf(first)).hasMessage("once");
        assertThat(second).isNotDone();
        factory.finishOpening();
        release(second);
        release(third);
        fixture.assertAtRest(1);
    }

    @Test
    void sparesTheCallerAFailureWhenAnotherResourceIsOnItsWay() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        CompletableFuture<Lease<FakeResource>> gone = fixture.acquire();
        CompletableFuture<Lease<FakeResource>> stays = fixture.acquire();
        gone.cancel(false);
        factory.failOpening(refused("of nobody"));
        assertThat(stays).isNotDone();
        factory.finishOpening();

        release(stays);
        fixture.assertAtRest(1);
    }

    @Test
    void pausesBetweenAttemptsThatKeepFailing() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        for (int i = 0; i < 4; i++) {
            fixture.acquire();
        }
        factory.failOpening(refused("1"));
        assertThat(factory.opens).as("the second attempt comes at once").isEqualTo(2);
        factory.failOpening(refused("2"));
        fixture.advance(Duration.ofMillis(249));
        assertThat(factory.opens).isEqualTo(2);
        fixture.advance(Duration.ofMillis(251));
        assertThat(factory.opens).isEqualTo(3);
        factory.finishOpening();
        assertThat(fixture.pool.stats().inUse()).isEqualTo(1);
    }

    @Test
    void makesOneAttemptAtATimeWhileAttemptsFail() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(8));
        List<CompletableFuture<Lease<FakeResource>>> futures = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            futures.add(fixture.acquire());
        }
        for (int i = 0; i < 8; i++) {
            factory.failOpening(refused("first round"));
        }
        assertThat(factory.opening).hasSize(1);
        for (int i = 0; i < 8; i++) {
            assertThat(failureOf(futures.get(i))).isInstanceOf(ConnectionException.class);
        }
        factory.finishOpening();
        assertThat(factory.opening).as("one success opens the gates").hasSize(7);
    }

    @Test
    void letsNobodyWaitForTheDeadlineWhileTheServerRefuses() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(10));
        factory.failsToOpen = refused("refused");
        List<CompletableFuture<Lease<FakeResource>>> futures = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            futures.add(fixture.acquire());
        }
        assertThat(futures.get(0)).as("the first").isCompletedExceptionally();
        fixture.advance(Duration.ofSeconds(2));
        assertThat(futures).allSatisfy(future -> assertThat(failureOf(future)).isInstanceOf(ConnectionException.class));
        assertThat(factory.opens).isLessThan(10);
        fixture.assertAtRest(0);
    }

    @Test
    void noticesWithinASecondThatTheServerIsBack() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        factory.failsToOpen = refused("refused");
        for (int i = 0; i < 100; i++) {
            fixture.acquire();
            fixture.advance(Duration.ofSeconds(1));
        }
        factory.failsToOpen = null;
        factory.opensAtOnce = true;
        CompletableFuture<Lease<FakeResource>> future = fixture.acquire();
        fixture.advance(Duration.ofSeconds(1));

        release(future);
        fixture.assertAtRest(1);
    }

    @Test
    void namesTheLastFailureToOpenAsCauseOfATimeout() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        CompletableFuture<Lease<FakeResource>> lent = fixture.acquire();
        factory.finishOpening();
        ConnectionException failure = refused("too many connections");
        factory.failsToOpen = failure;
        assertThat(failureOf(fixture.acquire())).isSameAs(failure);
        assertThat(failureOf(fixture.acquire())).isSameAs(failure);
        CompletableFuture<Lease<FakeResource>> inPause = fixture.pool.acquire(Duration.ofMillis(100));
        fixture.advance(Duration.ofMillis(100));

        assertThat(failureOf(inPause)).isInstanceOf(PoolException.class).hasCause(failure);
        release(lent);
        fixture.assertAtRest(1);
    }

    @Test
    void keepsTheResourceOfACallerWhoGaveUp() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        CompletableFuture<Lease<FakeResource>> impatient = fixture.acquire();
        impatient.cancel(false);
        assertThat(fixture.pool.stats().pending()).isZero();
        assertThat(factory.opening.peek()).isNotDone();
        factory.finishOpening();

        fixture.assertAtRest(1);
    }

    @Test
    void givesTheAttemptOfACallerWhoTimedOutToTheNext() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        CompletableFuture<Lease<FakeResource>> impatient = fixture.pool.acquire(Duration.ofMillis(5));
        fixture.advance(Duration.ofMillis(5));
        assertThat(impatient).isCompletedExceptionally();
        CompletableFuture<Lease<FakeResource>> next = fixture.acquire();
        assertThat(factory.opens).isEqualTo(1);
        factory.finishOpening();

        release(next);
        fixture.assertAtRest(1);
    }

    @Test
    void staysAtRestWhenAnAbandonedAttemptFailsLate() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        fixture.acquire().cancel(false);
        fixture.advance(Duration.ofSeconds(5));
        factory.failOpening(refused("late"));

        fixture.assertAtRest(0);
        assertThat(factory.opens).isEqualTo(1);
    }

    @Test
    void servesTheNextWhenTheFirstInLineCancelled() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Lease<FakeResource>> cancelled = fixture.acquire();
        CompletableFuture<Lease<FakeResource>> next = fixture.acquire();
        cancelled.cancel(false);
        lease.release();

        release(next);
        fixture.assertAtRest(1);
    }

    @Test
    void takesBackAResourceWhoseHandOverCrossedTheCancelling() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> decided = fixture.lease();
        CompletableFuture<Lease<FakeResource>> next = fixture.acquire();
        Waiter<FakeResource> cancelled = new Waiter<>(fixture.pool, Preference.ANY, 0, 0);
        cancelled.cancel(false);
        fixture.pool.handOver(cancelled, decided, 0);

        assertThat(next).isCompleted();
        release(next);
        fixture.assertAtRest(1);
        assertThat(fixture.pool.stats().acquired()).isEqualTo(1);
    }

    @Test
    void closesWhatTheFactoryCallsUnusableOnReturn() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        lease.resource().usable = false;
        CompletableFuture<Lease<FakeResource>> next = fixture.acquire();
        lease.release();

        assertThat(next.join().resource()).isNotSameAs(lease.resource());
        release(next);
        fixture.assertAtRest(1);
    }

    @Test
    void closesWhatCannotBeLookedAt() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        fixture.factory.throwsOnLook = new IllegalStateException("cannot look");
        lease.release();

        fixture.assertAtRest(0);
    }

    @Test
    void staysAtRestWhenClosingAResourceThrows() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        fixture.factory.throwsOnClose = new IllegalStateException("cannot close");
        fixture.lease().discard();

        fixture.assertAtRest(0);
        assertThat(fixture.pool.close(Duration.ZERO)).isCompleted();
    }

    @Test
    void neverLendsWhatTurnsOutUnusableAtTheLastMoment() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(2));
        Lease<FakeResource> first = fixture.lease();
        Lease<FakeResource> second = fixture.lease();
        first.release();
        second.release();
        first.resource().usable = false;
        second.resource().usable = false;

        Lease<FakeResource> fresh = fixture.lease();
        assertThat(fresh.resource()).isNotIn(first.resource(), second.resource());
        assertThat(fixture.pool.stats().acquired()).isEqualTo(3);
        fresh.release();
        fixture.assertAtRest(1);
    }

    @Test
    void replacesADiscardedResourceForTheNextInLine() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Lease<FakeResource>> next = fixture.acquire();
        lease.discard();

        assertThat(next).isCompleted();
        release(next);
        fixture.assertAtRest(1);
    }

    @Test
    void doesNotWaitForTheOldOneToCloseBeforeItOpensAnother() {
        PoolFixture fixture = new PoolFixture(FakeFactory.openingAtOnce(), PoolLimits.ofSize(1));
        fixture.factory.closesAtOnce = false;
        Lease<FakeResource> lease = fixture.lease();
        CompletableFuture<Lease<FakeResource>> next = fixture.acquire();
        lease.discard();

        release(next);
        fixture.assertAtRest(1);
    }
}
