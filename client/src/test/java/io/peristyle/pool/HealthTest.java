package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.A;
import static io.peristyle.pool.PoolFixture.B;
import static io.peristyle.pool.PoolFixture.C;
import static io.peristyle.pool.PoolFixture.failureOf;
import static io.peristyle.pool.PoolFixture.refused;
import static io.peristyle.pool.PoolFixture.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.BreakerEvent;
import io.peristyle.observe.BreakerState;
import io.peristyle.observe.ClientObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The breaker of a place, and the suspicion against its idle resources. */
@SuppressWarnings("FutureReturnValueIgnored")
class HealthTest {
    private final FakeFactory factory = FakeFactory.openingAtOnce();
    private final PoolFixture.Pointing pointing = new PoolFixture.Pointing();
    private final List<String> turns = new ArrayList<>();
    private final PoolFixture fixture = new PoolFixture(
            factory,
            PoolLimits.ofSize(6),
            settings -> settings.withBalancing(pointing).withObserver(new ClientObserver() {
                @Override
                public void onBreaker(BreakerEvent event) {
                    turns.add(event.endpoint().host() + " " + event.to());
                }
            }));

    @Test
    void givesNoMoreWorkToAPlaceThatFailedThreeTimesRunning() {
        failInUse(A, 2);
        succeedInUse(A);
        failInUse(A, 2);
        assertThat(leaseAt(A).endpoint()).isEqualTo(A);
        failInUse(A, 1);

        assertThat(fixture.stats(A).breaker()).isEqualTo(BreakerState.OPEN);
        assertThat(turns).containsExactly("a OPEN");
        assertThat(leaseAt(A).endpoint()).isNotEqualTo(A);
    }

    @Test
    void openFailuresCountToo() {
        factory.down.put(A, refused("down"));
        for (int i = 0; i < 3; i++) {
            leaseAt(A).release();
            fixture.advance(Duration.ofSeconds(1));
        }
        leaseAt(A).release();

        assertThat(fixture.stats(A).breaker()).isEqualTo(BreakerState.OPEN);
        assertThat(fixture.stats(A).lastError()).isEqualTo("down");
    }

    @Test
    void probesInTheBackgroundAndComesBack() {
        failInUse(A, 3);
        factory.slow.add(A);
        fixture.advance(Duration.ofSeconds(1));
        assertThat(fixture.stats(A).breaker()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(factory.openingAt(A)).isEqualTo(1);
        assertThat(leaseAt(A).endpoint()).isNotEqualTo(A);
        factory.finishOpening(A);

        assertThat(fixture.stats(A).breaker()).isEqualTo(BreakerState.CLOSED);
        assertThat(turns).containsExactly("a OPEN", "a HALF_OPEN", "a CLOSED");
        assertThat(leaseAt(A).endpoint()).isEqualTo(A);
    }

    @Test
    void waitsLongerAfterEachProbeThatFailsButNotForEver() {
        failInUse(A, 3);
        factory.down.put(A, refused("still down"));
        int before = factory.opensAt(A);
        fixture.advance(Duration.ofSeconds(3));
        int early = factory.opensAt(A) - before;
        fixture.advance(Duration.ofMinutes(2));
        int later = factory.opensAt(A) - before - early;

        assertThat(early).isBetween(1, 4);
        assertThat(later).isBetween(8, 20);
        factory.down.clear();
        fixture.advance(Duration.ofSeconds(15));
        assertThat(fixture.stats(A).breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void growsItsShareWhenItIsBack() {
        failInUse(A, 3);
        fixture.advance(Duration.ofSeconds(1));
        assertThat(fixture.stats(A).breaker()).isEqualTo(BreakerState.CLOSED);
        Breaker breaker = new Breaker(BreakerSettings.DEFAULT, new java.util.SplittableRandom(1));
        breaker.recover(0);

        assertThat(breaker.share(0)).isEqualTo(0.1);
        assertThat(breaker.share(Duration.ofSeconds(5).toNanos())).isEqualTo(0.55);
        assertThat(breaker.share(Duration.ofSeconds(10).toNanos())).isEqualTo(1);
        assertThat(breaker.isRecovering()).isFalse();
    }

    @Test
    void doesNotCountFailuresOfConnectionsOlderThanTheLastClosing() {
        List<Lease<FakeResource>> old = List.of(leaseAt(A), leaseAt(A), leaseAt(A));
        failInUse(A, 3);
        fixture.advance(Duration.ofSeconds(1));
        old.forEach(lease -> {
            lease.failed(refused("of the server that was"));
            lease.discard();
        });

        assertThat(fixture.stats(A).breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void neverEjectsTheLastPlace() {
        for (Endpoint endpoint : List.of(A, B, C)) {
            failInUse(endpoint, 3);
        }

        assertThat(leaseAt(B).endpoint()).isEqualTo(B);
        assertThat(fixture.stats(B).breaker())
                .as("a connection that is opened is as good as a probe")
                .isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void sendsCallersWhoWaitForAPlaceElsewhereWhenItsBreakerOpens() {
        List<Lease<FakeResource>> leases = List.of(leaseAt(A), leaseAt(A), leaseAt(A));
        factory.slow.add(A);
        pointing.at = A;
        CompletableFuture<Lease<FakeResource>> waiting = fixture.acquire();
        assertThat(waiting).isNotDone();
        leases.subList(0, 2).forEach(lease -> fail(lease));
        assertThat(waiting).isNotDone();
        fail(leases.get(2));

        assertThat(waiting.join().endpoint()).isNotEqualTo(A);
    }

    @Test
    void suspectsWhatIsIdleAtAPlaceThatFailsAndNowhereElse() {
        factory.validatesAtOnce = true;
        Lease<FakeResource> first = leaseAt(A);
        leaseAt(A).release();
        leaseAt(B).release();
        fail(first);
        leaseAt(B).release();
        assertThat(factory.validations).isZero();
        leaseAt(A).release();

        assertThat(factory.validations).isEqualTo(1);
    }

    @Test
    void triesAnOpenPlaceBeforeACallerIsRefused() {
        failInUse(A, 3);
        failInUse(B, 3);
        factory.down.put(C, refused("down"));

        assertThat(leaseAt(C).endpoint()).isNotEqualTo(C);
        factory.down.put(A, refused("down"));
        factory.down.put(B, refused("down"));
        List.of(A, B).forEach(endpoint -> fixture.pool.drain(endpoint));
        assertThat(failureOf(fixture.acquire())).isNotNull();
    }

    @Test
    void pingsWhatIsIdleInTheBackgroundSoThatBorrowersNeedNot() {
        factory.validatesAtOnce = true;
        leaseAt(A).release();
        fixture.advance(Duration.ofMinutes(4));
        int validations = factory.validations;
        assertThat(validations).isBetween(4, 9);
        leaseAt(A).release();

        assertThat(factory.validations).isEqualTo(validations);
        assertThat(factory.opens).isEqualTo(1);
    }

    @Test
    void aPingInTheBackgroundKeepsNobodyWaiting() {
        leaseAt(A).release();
        fixture.advance(Duration.ofSeconds(30));
        assertThat(factory.validating).hasSize(1);
        pointing.at = A;
        CompletableFuture<Lease<FakeResource>> caller = fixture.acquire();

        release(caller);
        factory.validating.remove().complete(true);
        fixture.assertAtRest(2);
    }

    private void failInUse(Endpoint endpoint, int times) {
        for (int i = 0; i < times; i++) {
            fail(leaseAt(endpoint));
        }
    }

    private void succeedInUse(Endpoint endpoint) {
        fixture.advance(Duration.ofNanos(1));
        Lease<FakeResource> lease = leaseAt(endpoint);
        lease.succeeded();
        lease.release();
    }

    private static void fail(Lease<FakeResource> lease) {
        lease.failed(refused("reset"));
        lease.discard();
    }

    private Lease<FakeResource> leaseAt(Endpoint endpoint) {
        pointing.at = endpoint;
        return fixture.lease();
    }
}
