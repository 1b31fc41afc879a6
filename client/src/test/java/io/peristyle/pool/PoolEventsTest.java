package io.peristyle.pool;

import static io.peristyle.pool.PoolFixture.A;
import static io.peristyle.pool.PoolFixture.B;
import static io.peristyle.pool.PoolFixture.equal;
import static io.peristyle.pool.PoolFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.ConnectionEvent.Reason;
import io.peristyle.observe.EndpointEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a pool tells its observer, and what its statistics say. */
@SuppressWarnings("FutureReturnValueIgnored")
class PoolEventsTest {
    private final ManualTime time = new ManualTime();
    private final FakeFactory factory = FakeFactory.openingAtOnce();
    private final List<Object> events = new ArrayList<>();
    private final Pool<FakeResource> pool = Pool.start(
            new PoolSettings(
                            PoolLimits.ofSize(2),
                            PoolTimes.DEFAULT.withLeakDetectionThreshold(Duration.ofSeconds(60)),
                            new PoolEnvironment(time, time, 42))
                    .withObserver(new Keeping()),
            factory,
            equal(A));

    @Test
    void tellsWhatHappensToAConnectionAndItsLeases() {
        Lease<FakeResource> lease = lease();
        time.advance(Duration.ofMillis(5));
        lease.release();
        lease().discard();

        assertThat(events)
                .containsExactly(
                        new EndpointEvent(A, EndpointEvent.Change.ADDED),
                        new ConnectionEvent.Opened(A, Duration.ZERO),
                        new LeaseEvent.Acquired(A, Duration.ZERO),
                        new LeaseEvent.Released(A, Duration.ofMillis(5)),
                        new LeaseEvent.Acquired(A, Duration.ZERO),
                        new LeaseEvent.Released(A, Duration.ZERO),
                        new ConnectionEvent.Closed(A, Duration.ofMillis(5), Reason.SESSION_ENDED));
    }

    @Test
    void tellsOfFailuresToOpenAndOfCallersWhoGotNothing() {
        RuntimeException down = refused("down");
        factory.down.put(A, down);
        events.clear();
        assertThat(pool.acquire(Duration.ofSeconds(1))).isCompletedExceptionally();

        assertThat(events)
                .containsExactly(
                        new ConnectionEvent.OpenFailed(A, Duration.ZERO, down),
                        new LeaseEvent.Refused(Duration.ZERO, down));
    }

    @Test
    void tellsWhichPlacesComeAndGo() {
        events.clear();
        pool.endpoints(equal(A, B));
        pool.drain(B);
        pool.resume(B);
        pool.endpoints(equal(B));

        assertThat(events)
                .containsExactly(
                        new EndpointEvent(B, EndpointEvent.Change.ADDED),
                        new EndpointEvent(B, EndpointEvent.Change.DRAINING),
                        new EndpointEvent(B, EndpointEvent.Change.RESUMED),
                        new EndpointEvent(A, EndpointEvent.Change.REMOVED));
    }

    @Test
    void aNewAddressOfADrainedServerIsOutOfServiceFromTheBeginning() {
        Endpoint first = A.at("127.0.0.1");
        Endpoint second = A.at("127.0.0.2");
        Endpoint third = A.at("127.0.0.3");
        pool.endpoints(equal(first));
        pool.drainToCome(A, true);
        pool.drain(first);
        events.clear();
        pool.endpoints(equal(second));
        pool.drainToCome(A, false);
        pool.endpoints(equal(second, third));

        assertThat(events)
                .contains(
                        new EndpointEvent(second, EndpointEvent.Change.DRAINING),
                        new EndpointEvent(third, EndpointEvent.Change.ADDED))
                .doesNotContain(new EndpointEvent(third, EndpointEvent.Change.DRAINING));
    }

    @Test
    void saysWhyAConnectionWasClosed() {
        Lease<FakeResource> first = lease();
        Lease<FakeResource> second = lease();
        first.release();
        second.release();
        pool.resize(PoolLimits.ofSize(1));
        pool.close(Duration.ZERO);

        assertThat(events)
                .filteredOn(ConnectionEvent.Closed.class::isInstance)
                .extracting("reason")
                .containsExactly(Reason.WITHDRAWN, Reason.CLIENT_CLOSED);
    }

    @Test
    void reportsALeaseThatLastsTooLongOnceWithTheStackOfItsBorrower() {
        Lease<FakeResource> forgotten = lease();
        forgotten.heldBy("query-7");
        lease().release();
        time.advance(Duration.ofSeconds(59));
        assertThat(overdue()).isEmpty();
        time.advance(Duration.ofMinutes(5));

        assertThat(overdue()).singleElement().satisfies(event -> {
            assertThat(event.endpoint()).isEqualTo(A);
            assertThat(event.used()).isEqualTo(Duration.ofSeconds(60));
            assertThat(event.queryId()).isEqualTo("query-7");
            assertThat(event.borrowedAt().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().startsWith("reportsALeaseThatLastsTooLong"));
        });
    }

    @Test
    void namesTheBorrowerThatHadToWaitNotTheOneThatReturned() {
        Lease<FakeResource> first = lease();
        Lease<FakeResource> second = lease();
        CompletableFuture<Lease<FakeResource>> waiting = waitInLine();
        first.release();
        second.release();
        assertThat(waiting).isCompleted();
        time.advance(Duration.ofSeconds(60));

        assertThat(overdue())
                .singleElement()
                .satisfies(event -> assertThat(event.borrowedAt().getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("waitInLine")));
    }

    @Test
    void measuresHowLongCallersWaitAndHowLongConnectionsAreLent() {
        Lease<FakeResource> first = lease();
        Lease<FakeResource> second = lease();
        CompletableFuture<Lease<FakeResource>> waiting = waitInLine();
        time.advance(Duration.ofMillis(8));
        first.release();
        waiting.join().release();
        second.release();

        assertThat(pool.stats().waitTimes().count()).isEqualTo(3);
        assertThat(pool.stats().waitTimes().maximum()).isEqualTo(Duration.ofMillis(8));
        assertThat(pool.stats().useTimes().count()).isEqualTo(3);
        assertThat(pool.stats().useTimes().total()).isEqualTo(Duration.ofMillis(16));
        assertThat(pool.stats().endpoints().get(0).useTimes().count()).isEqualTo(3);
        assertThat(pool.stats().endpoints().get(0).opened()).isEqualTo(2);
    }

    private Lease<FakeResource> lease() {
        return pool.acquire(Duration.ofSeconds(1)).join();
    }

    private CompletableFuture<Lease<FakeResource>> waitInLine() {
        return pool.acquire(Duration.ofSeconds(1));
    }

    private List<LeaseEvent.Overdue> overdue() {
        return events.stream()
                .filter(LeaseEvent.Overdue.class::isInstance)
                .map(LeaseEvent.Overdue.class::cast)
                .toList();
    }

    /** Keeps every event. */
    private final class Keeping implements ClientObserver {
        @Override
        public void onConnection(ConnectionEvent event) {
            events.add(event);
        }

        @Override
        public void onLease(LeaseEvent event) {
            events.add(event);
        }

        @Override
        public void onEndpoint(EndpointEvent event) {
            events.add(event);
        }
    }
}
