package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.A;
import static io.peristyle.pool.PoolFixture.B;
import static io.peristyle.pool.PoolFixture.C;
import static io.peristyle.pool.PoolFixture.equal;
import static io.peristyle.pool.PoolFixture.failureOf;
import static io.peristyle.pool.PoolFixture.refused;
import static io.peristyle.pool.PoolFixture.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.PoolException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of several places a caller is served from. */
@SuppressWarnings("FutureReturnValueIgnored")
class PlacesTest {
    private final FakeFactory factory = FakeFactory.openingAtOnce();
    private final PoolFixture.Pointing pointing = new PoolFixture.Pointing();

    @Test
    void lendsWhatIsIdleAtTheChosenPlace() {
        PoolFixture fixture = fixture(6);
        leaseAt(fixture, A).release();
        leaseAt(fixture, B).release();

        assertThat(leaseAt(fixture, A).resource().endpoint).isEqualTo(A);
        assertThat(leaseAt(fixture, B).resource().endpoint).isEqualTo(B);
        assertThat(factory.opens).isEqualTo(2);
    }

    @Test
    void opensAtTheChosenPlaceThoughSomethingIsIdleElsewhere() {
        PoolFixture fixture = fixture(6);
        leaseAt(fixture, A).release();

        assertThat(leaseAt(fixture, B).endpoint()).isEqualTo(B);
    }

    @Test
    void servesTheFirstInLineWithWhateverComesFirst() {
        factory.slow.add(B);
        PoolFixture fixture = fixture(6);
        Lease<FakeResource> lease = leaseAt(fixture, A);
        pointing.at = B;
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        lease.release();
        release(waiting);
        factory.finishOpening(B);

        fixture.assertAtRest(2);
    }

    @Test
    void takesWhatIsIdleElsewhereWhenTheChosenPlaceIsSlow() {
        factory.slow.add(B);
        PoolFixture fixture = fixture(6);
        leaseAt(fixture, A).release();
        pointing.at = B;
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        fixture.advance(Duration.ofMillis(99));
        assertThat(waiting).isNotDone();
        fixture.advance(Duration.ofMillis(1));

        assertThat(waiting.join().endpoint()).isEqualTo(A);
        CompletableFuture<Lease<FakeResource>> next = fixture.acquire();
        assertThat(next).as("a stalled opening is not waited for again").isCompleted();
        assertThat(next.join().endpoint()).isNotEqualTo(B);
    }

    @Test
    void opensElsewhereWhenTheChosenPlaceIsSlow() {
        factory.slow.add(B);
        PoolFixture fixture = fixture(6);
        pointing.at = B;
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        fixture.advance(Duration.ofMillis(100));

        assertThat(waiting.join().endpoint()).isNotEqualTo(B);
    }

    @Test
    void triesTheNextPlaceWhenOneRefusesAndTellsNobody() {
        factory.down.put(A, refused("down"));
        PoolFixture fixture = fixture(6);

        assertThat(fixture.lease().endpoint()).isNotEqualTo(A);
        assertThat(fixture.stats(A).failures()).isEqualTo(1);
        assertThat(fixture.stats(A).lastError()).isEqualTo("down");
    }

    @Test
    void failsTheCallerWhenEveryPlaceRefused() {
        for (Endpoint endpoint : List.of(A, B, C)) {
            factory.down.put(endpoint, refused("down at " + endpoint));
        }
        PoolFixture fixture = fixture(6);

        assertThat(failureOf(fixture.acquire()))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("none of 3 servers")
                .hasMessageContaining("a:9000: down at a:9000")
                .hasMessageContaining("b:9000: down at b:9000")
                .hasMessageContaining("c:9000: down at c:9000");
        assertThat(factory.opens).isEqualTo(3);
        fixture.assertAtRest(0);
    }

    @Test
    void letsNobodyWaitForTheDeadlineWhileEveryPlaceRefuses() {
        for (Endpoint endpoint : List.of(A, B, C)) {
            factory.down.put(endpoint, refused("down"));
        }
        PoolFixture fixture = fixture(10);
        List<CompletableFuture<Lease<FakeResource>>> futures =
                Stream.generate(fixture::acquire).limit(1_000).toList();
        fixture.advance(Duration.ofSeconds(2));

        assertThat(futures).allSatisfy(future -> assertThat(failureOf(future)).isInstanceOf(ConnectionException.class));
        fixture.assertAtRest(0);
    }

    @Test
    void takesWhatIsHopelessNowhereElse() {
        RuntimeException login = refused("wrong password");
        factory.down.put(A, login);
        factory.hopeless.add(login);
        PoolFixture fixture = fixture(6);

        assertThat(failureOf(fixture.acquire())).isSameAs(login);
        assertThat(factory.opens).isEqualTo(1);
    }

    @Test
    void waitsForTheOnlyPlaceThatWillDoWithoutBlockingOthers() {
        PoolFixture fixture = fixture(2);
        Lease<FakeResource> a = leaseAt(fixture, A);
        Lease<FakeResource> b = leaseAt(fixture, B);
        CompletableFuture<Lease<FakeResource>> onlyA = fixture.acquire(Preference.only(A));
        CompletableFuture<Lease<FakeResource>> any = fixture.acquire();
        b.discard();
        assertThat(onlyA).as("one is opened in its turn").isCompleted();
        assertThat(onlyA.join().endpoint()).isEqualTo(A);
        assertThat(any).isNotDone();
        a.release();
        release(any);
        release(onlyA);

        fixture.assertAtRest(2);
    }

    @Test
    void makesRoomForTheFirstInLineWhoWantsAnotherPlace() {
        PoolFixture fixture = fixture(1);
        Lease<FakeResource> b = leaseAt(fixture, B);
        CompletableFuture<Lease<FakeResource>> onlyA = fixture.acquire(Preference.only(A));
        b.release();

        assertThat(onlyA.join().endpoint()).isEqualTo(A);
        assertThat(b.resource().closed).isTrue();
    }

    @Test
    void refusesAtOnceAnOnlyPlaceThatIsUnknownOrDrained() {
        PoolFixture fixture = fixture(2);
        fixture.pool.drain(B);

        assertThat(failureOf(fixture.acquire(Preference.only(B)))).hasMessageContaining("b:9000 is drained");
        assertThat(failureOf(fixture.acquire(Preference.only(B.at("127.0.0.1")))))
                .isInstanceOf(ConnectionException.class);
    }

    @Test
    void avoidsPlacesWhileThereAreOthers() {
        PoolFixture fixture = fixture(6);

        assertThat(fixture.acquire(Preference.avoiding(Set.of(A, B))).join().endpoint())
                .isEqualTo(C);
        assertThat(fixture.acquire(Preference.avoiding(Set.of(A, B, C))).join().endpoint())
                .isEqualTo(A);
    }

    @Test
    void closesTheLongestIdleElsewhereToMakeRoomForTheChosenPlace() {
        PoolFixture fixture = fixture(2);
        Lease<FakeResource> first = leaseAt(fixture, A);
        Lease<FakeResource> second = leaseAt(fixture, A);
        first.release();
        fixture.advance(Duration.ofSeconds(1));
        second.release();

        assertThat(leaseAt(fixture, B).endpoint()).isEqualTo(B);
        assertThat(first.resource().closed).isTrue();
        assertThat(second.resource().closed).isFalse();
    }

    @Test
    void keepsToTheMaximumOfASinglePlace() {
        PoolFixture fixture = new PoolFixture(
                factory, PoolLimits.ofSize(6).withMaximumPerEndpoint(2), settings -> settings.withBalancing(pointing));
        for (int i = 0; i < 6; i++) {
            fixture.lease();
        }

        assertThat(fixture.stats(A).size()).isEqualTo(2);
        assertThat(fixture.stats(B).size()).isEqualTo(2);
        assertThat(fixture.stats(C).size()).isEqualTo(2);
    }

    @Test
    void overflowsWhileCallersWaitAndShrinksWhenNobodyDoes() {
        PoolFixture fixture = new PoolFixture(factory, PoolLimits.ofSize(1).withOverflow(1));
        Lease<FakeResource> first = fixture.lease();
        Lease<FakeResource> second = fixture.lease();
        CompletableFuture<Lease<FakeResource>> third = fixture.acquire();
        assertThat(third).isNotDone();
        first.release();
        assertThat(third).isCompleted();
        second.release();
        assertThat(fixture.pool.stats().size()).isEqualTo(1);
        release(third);

        fixture.assertAtRest(1);
    }

    @Test
    void survivesABalancingThatThrowsOrChoosesNonsense() {
        PoolFixture throwing = new PoolFixture(
                factory,
                PoolLimits.ofSize(3),
                settings -> settings.withBalancing(candidates -> {
                    throw new IllegalStateException("no idea");
                }));
        assertThat(throwing.acquire()).isCompleted();
        PoolFixture wrong =
                new PoolFixture(factory, PoolLimits.ofSize(3), settings -> settings.withBalancing(candidates -> 7));
        assertThat(wrong.acquire()).isCompleted();
    }

    @Test
    void drainsAPlaceAndSaysWhenNothingIsLeft() {
        PoolFixture fixture = fixture(6);
        Lease<FakeResource> lent = leaseAt(fixture, A);
        leaseAt(fixture, B).release();
        Lease<FakeResource> idle = leaseAt(fixture, A);
        idle.release();
        CompletableFuture<Void> drained = fixture.pool.drain(A);

        assertThat(idle.resource().closed).isTrue();
        assertThat(lent.resource().closed).isFalse();
        assertThat(leaseAt(fixture, A).endpoint()).isNotEqualTo(A);
        assertThat(drained).isNotDone();
        lent.release();
        assertThat(drained).isCompleted();
        fixture.pool.resume(A);
        assertThat(leaseAt(fixture, A).endpoint()).isEqualTo(A);
    }

    @Test
    void letsCallersWaitWhileEveryPlaceIsDrainedAndServesThemThen() {
        PoolFixture fixture = fixture(6);
        List.of(A, B, C).forEach(fixture.pool::drain);
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        assertThat(waiting).isNotDone();
        fixture.pool.resume(B);

        assertThat(waiting.join().endpoint()).isEqualTo(B);
    }

    @Test
    void replacesPlacesAndKeepsWhatStays() {
        PoolFixture fixture = fixture(6);
        leaseAt(fixture, A).release();
        Lease<FakeResource> lent = leaseAt(fixture, B);
        Endpoint d = A.at("10.0.0.4");
        fixture.pool.endpoints(equal(d, A));

        assertThat(fixture.stats(A).idle()).isEqualTo(1);
        assertThat(fixture.stats(B).inUse()).as("until it comes back").isEqualTo(1);
        assertThat(leaseAt(fixture, d).endpoint()).isEqualTo(d);
        lent.release();
        assertThat(lent.resource().closed).isTrue();
        assertThat(fixture.pool.stats().endpoints()).extracting("endpoint").containsExactly(d, A);
    }

    @Test
    void becomesSmallerAndLargerWhileAtWork() {
        PoolFixture fixture = fixture(4);
        List<Lease<FakeResource>> leases = List.of(fixture.lease(), fixture.lease(), fixture.lease(), fixture.lease());
        leases.get(0).release();
        fixture.pool.resize(PoolLimits.ofSize(2));
        assertThat(fixture.pool.stats().size()).isEqualTo(3);
        leases.get(1).release();
        leases.get(2).release();
        leases.get(3).release();
        fixture.assertAtRest(2);
        fixture.pool.resize(PoolLimits.ofSize(5).withMinimumIdle(5));

        fixture.assertAtRest(5);
    }

    @Test
    void spreadsTheMinimumByWeight() {
        PoolFixture fixture = fixture(9);
        fixture.pool.endpoints(List.of(new WeightedEndpoint(A, 4), WeightedEndpoint.of(B), WeightedEndpoint.of(C)));
        fixture.pool.resize(PoolLimits.ofSize(9).withMinimumIdle(6));

        assertThat(fixture.stats(A).idle()).isEqualTo(4);
        assertThat(fixture.stats(B).idle()).isEqualTo(1);
        assertThat(fixture.stats(C).idle()).isEqualTo(1);
    }

    @Test
    void isReadyWhenSoManyAreOpen() {
        factory.opensAtOnce = false;
        PoolFixture fixture = fixture(6);
        CompletableFuture<Void> ready = fixture.pool.whenReady(2);
        assertThat(factory.opening).hasSize(2);
        factory.finishOpening();
        assertThat(ready).isNotDone();
        factory.finishOpening();

        assertThat(ready).isCompleted();
        assertThatThrownBy(() -> fixture.pool.whenReady(7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNeverReadyWhenTheLoginIsRefused() {
        RuntimeException login = refused("wrong password");
        factory.down.put(A, login);
        factory.hopeless.add(login);
        PoolFixture fixture = fixture(6);

        assertThat(failureOf(fixture.pool.whenReady(3))).isSameAs(login);
    }

    @Test
    void aTimeoutSaysHowEachPlaceIsAndWhoHoldsWhatForLongest() {
        PoolFixture fixture = fixture(2);
        leaseAt(fixture, B).heldBy("query-1");
        fixture.advance(Duration.ofMillis(1_500));
        leaseAt(fixture, A).heldBy("query-2");
        CompletableFuture<Lease<FakeResource>> waiting = fixture.pool.acquire(Duration.ofMillis(500));
        fixture.advance(Duration.ofMillis(500));

        assertThat(failureOf(waiting))
                .isInstanceOf(PoolException.class)
                .hasMessageContaining("2 in use, 0 idle, 0 opening, maximum 2, 1 pending")
                .hasMessageContaining("longest in use: 2000 ms by query query-1 at b:9000")
                .hasMessageContaining("a:9000: 1 in use, 0 idle, 0 opening")
                .hasMessageContaining("c:9000: 0 in use");
    }

    private Lease<FakeResource> leaseAt(PoolFixture fixture, Endpoint endpoint) {
        pointing.at = endpoint;
        return fixture.lease();
    }

    private PoolFixture fixture(int maximumSize) {
        return new PoolFixture(factory, PoolLimits.ofSize(maximumSize), settings -> settings.withBalancing(pointing));
    }
}
