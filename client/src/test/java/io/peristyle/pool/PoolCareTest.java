package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.refused;
import static io.peristyle.pool.PoolFixture.release;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a pool looks after its idle resources. */
@SuppressWarnings("FutureReturnValueIgnored")
class PoolCareTest {
    private final FakeFactory factory = FakeFactory.openingAtOnce();

    @Test
    void keepsTheMinimumIdleFromTheStart() {
        factory.validatesAtOnce = true;
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(4).withMinimumIdle(2));
        assertThat(fixture.pool.stats().idle()).isEqualTo(2);
        Lease<FakeResource> first = fixture.lease();
        assertThat(fixture.pool.stats().idle()).as("refilled").isEqualTo(2);
        Lease<FakeResource> second = fixture.lease();
        Lease<FakeResource> third = fixture.lease();
        assertThat(fixture.pool.stats().size()).as("not above the maximum").isEqualTo(4);
        first.release();
        second.release();
        third.release();

        fixture.assertAtRest(4);
        fixture.advance(Duration.ofMinutes(6));
        fixture.assertAtRest(2);
    }

    @Test
    void opensTheMinimumIdleWhenTheServerIsBack() {
        factory.validatesAtOnce = true;
        factory.failsToOpen = refused("down");
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(4).withMinimumIdle(2));
        fixture.advance(Duration.ofMinutes(10));
        assertThat(factory.opens).as("attempts in ten minutes").isBetween(10, 60);
        factory.failsToOpen = null;
        fixture.advance(Duration.ofMinutes(1));

        fixture.assertAtRest(2);
    }

    @Test
    void closesIdleResourcesAboveTheMaximumIdleOnReturn() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(3).withMaximumIdle(1));
        List<Lease<FakeResource>> leases = List.of(fixture.lease(), fixture.lease(), fixture.lease());
        leases.forEach(Lease::release);

        fixture.assertAtRest(1);
    }

    @Test
    void closesWhatWasIdleTooLong() {
        factory.validatesAtOnce = true;
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        Lease<FakeResource> first = fixture.lease();
        Lease<FakeResource> second = fixture.lease();
        first.release();
        fixture.advance(Duration.ofMinutes(4));
        second.release();
        fixture.advance(Duration.ofSeconds(91));

        assertThat(first.resource().closed).isTrue();
        fixture.assertAtRest(1);
    }

    @Test
    void doesNotLendWhatIsTooOldEvenBetweenSweeps() {
        PoolFixture fixture =
                new PoolFixture(factory, PoolLimits.ofSize(1), PoolTimes.DEFAULT.withSweepInterval(Duration.ofDays(1)));
        Lease<FakeResource> old = fixture.lease();
        old.release();
        fixture.advance(Duration.ofMinutes(5));

        Lease<FakeResource> fresh = fixture.lease();
        assertThat(fresh.resource()).isNotSameAs(old.resource());
        assertThat(old.resource().closed).isTrue();
        fresh.release();
        fixture.assertAtRest(1);
    }

    @Test
    void spreadsTheEndOfLifeOfResourcesOpenedTogether() {
        factory.validatesAtOnce = true;
        PoolFixture fixture = new PoolFixture(
                factory,
                PoolLimits.ofSize(20).withMinimumIdle(20),
                PoolTimes.DEFAULT.withSweepInterval(Duration.ofSeconds(10)));
        fixture.advance(Duration.ofSeconds(53 * 60 + 59));
        assertThat(factory.opens)
                .as("nothing ends in nine tenths of the lifetime")
                .isEqualTo(20);
        Set<Integer> sweepsWithEnds = new HashSet<>();
        for (int i = 0; i < 36; i++) {
            int before = factory.opens;
            fixture.advance(Duration.ofSeconds(10));
            if (factory.opens > before) {
                sweepsWithEnds.add(i);
            }
        }
        fixture.advance(Duration.ofSeconds(11));

        assertThat(factory.opens).as("all have ended").isEqualTo(40);
        assertThat(sweepsWithEnds).hasSizeGreaterThan(5);
        fixture.assertAtRest(20);
    }

    @Test
    void closesOnReturnWhatOutlivedItsTimeWhileLent() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        fixture.advance(Duration.ofHours(1));
        assertThat(lease.resource().closed).isFalse();
        lease.release();

        fixture.assertAtRest(0);
    }

    @Test
    void removesAtOnceWhatBreaksWhileIdle() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(3).withMinimumIdle(1));
        Lease<FakeResource> first = fixture.lease();
        Lease<FakeResource> second = fixture.lease();
        first.release();
        second.release();
        first.resource().breakDown();
        first.resource().breakDown();
        fixture.assertAtRest(2);
        second.resource().breakDown();
        fixture.assertAtRest(1);
    }

    @Test
    void leavesWhatBreaksWhileLentToItsHolder() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> lease = fixture.lease();
        lease.resource().breakDown();
        lease.resource().usable = true;
        assertThat(lease.resource().closed).isFalse();
        lease.release();

        fixture.assertAtRest(0);
    }

    @Test
    void validatesOnlyWhatWasIdleForLong() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        fixture.lease().release();
        fixture.advance(Duration.ofMillis(29_999));
        fixture.lease().release();
        assertThat(factory.validations).isZero();
        fixture.advance(Duration.ofSeconds(30));
        CompletableFuture<Lease<FakeResource>> validated = fixture.acquire();
        assertThat(validated).isNotDone();
        assertThat(fixture.pool.stats().opening()).isEqualTo(1);
        factory.validating.remove().complete(true);

        release(validated);
        assertThat(factory.opens).isEqualTo(1);
        fixture.assertAtRest(1);
    }

    @Test
    void opensANewOneWhenValidationSaysNo() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        fixture.lease().release();
        fixture.advance(Duration.ofSeconds(30));
        CompletableFuture<Lease<FakeResource>> future = fixture.acquire();
        factory.validating.remove().complete(false);

        assertThat(future).isCompleted();
        release(future);
        assertThat(factory.opens).isEqualTo(2);
        fixture.assertAtRest(1);
    }

    @Test
    void closesAllThatIsDoubtfulWhenOneValidationFails() {
        PoolFixture fixture =
                new PoolFixture(factory, PoolLimits.ofSize(3), PoolTimes.DEFAULT.withSweepInterval(Duration.ofDays(1)));
        List<Lease<FakeResource>> leases = List.of(fixture.lease(), fixture.lease(), fixture.lease());
        leases.forEach(Lease::release);
        fixture.advance(Duration.ofSeconds(30));
        CompletableFuture<Lease<FakeResource>> future = fixture.acquire();
        factory.validating.remove().completeExceptionally(refused("reset"));

        assertThat(factory.validations).isEqualTo(1);
        assertThat(leases)
                .allSatisfy(lease -> assertThat(lease.resource().closed).isTrue());
        release(future);
        fixture.assertAtRest(1);
    }

    @Test
    void looksAtADoubtfulOneForACallerThoughAnotherIsBeingOpened() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        Lease<FakeResource> first = fixture.lease();
        factory.opensAtOnce = false;
        CompletableFuture<Lease<FakeResource>> served = fixture.acquire();
        first.release();
        release(served);
        fixture.pool.suspectIdle();

        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        factory.validating.remove().complete(true);

        release(waiting);
        assertThat(factory.opening).hasSize(1);
        factory.finishOpening();
        fixture.assertAtRest(2);
    }

    @Test
    void keepsWhatWasValidatedForACallerWhoGaveUp() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        fixture.lease().release();
        fixture.advance(Duration.ofSeconds(30));
        fixture.acquire().cancel(false);
        factory.validating.remove().complete(true);

        fixture.assertAtRest(1);
        fixture.lease().release();
        assertThat(factory.validations).isEqualTo(1);
    }

    @Test
    void replacesWhatBreaksWhileItIsValidated() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1));
        Lease<FakeResource> old = fixture.lease();
        old.release();
        fixture.advance(Duration.ofSeconds(30));
        CompletableFuture<Lease<FakeResource>> future = fixture.acquire();
        old.resource().breakDown();
        assertThat(future).isCompleted();
        factory.validating.remove().complete(true);

        release(future);
        fixture.assertAtRest(1);
    }

    @Test
    void validatesWhatIsSuspectHoweverRecentlyUsed() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        factory.validatesAtOnce = true;
        Lease<FakeResource> lent = fixture.lease();
        fixture.lease().release();
        fixture.pool.suspectIdle();
        fixture.lease().release();
        assertThat(factory.validations).isEqualTo(1);
        fixture.lease().release();
        assertThat(factory.validations).as("once is enough").isEqualTo(1);
        lent.release();
        fixture.lease().release();

        assertThat(factory.validations).as("what was in use has proved itself").isEqualTo(1);
        fixture.assertAtRest(2);
    }

    @Test
    void servesTheLineFromSeveralDoubtfulResources() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(2));
        List<Lease<FakeResource>> leases = List.of(fixture.lease(), fixture.lease());
        leases.forEach(Lease::release);
        fixture.pool.suspectIdle();
        List<CompletableFuture<Lease<FakeResource>>> futures = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            futures.add(fixture.acquire());
        }
        assertThat(factory.validating).hasSize(2);
        factory.validating.remove().complete(true);
        factory.validating.remove().complete(true);
        release(futures.get(0));
        release(futures.get(1));
        release(futures.get(2));

        fixture.assertAtRest(2);
    }
}
