package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.PoolStats;
import io.peristyle.options.Balancing;
import io.peristyle.options.EndpointLoad;
import io.peristyle.time.Deadline;
import io.peristyle.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A pool of fake resources in a time that stands still. */
final class PoolFixture {
    static final Duration WAIT = Duration.ofSeconds(10);

    static final Endpoint A = new Endpoint("a", 9000);
    static final Endpoint B = new Endpoint("b", 9000);
    static final Endpoint C = new Endpoint("c", 9000);

    final ManualTime time = new ManualTime();
    final FakeFactory factory;
    final Pool<FakeResource> pool;

    PoolFixture(FakeFactory factory, PoolLimits limits) {
        this(factory, limits, PoolTimes.DEFAULT);
    }

    PoolFixture(FakeFactory factory, PoolLimits limits, PoolTimes times) {
        this.factory = factory;
        this.pool = Pool.start(settings(limits, times), factory, List.of(WeightedEndpoint.of(A)));
    }

    /** A pool over {@link #A}, {@link #B} and {@link #C}. */
    PoolFixture(FakeFactory factory, PoolLimits limits, UnaryOperator<PoolSettings> choice) {
        this.factory = factory;
        PoolSettings settings = choice.apply(settings(limits, PoolTimes.DEFAULT));
        this.pool = Pool.start(settings, factory, equal(A, B, C));
    }

    private PoolSettings settings(PoolLimits limits, PoolTimes times) {
        return new PoolSettings(limits, times, new PoolEnvironment(time, time, 42));
    }

    static List<WeightedEndpoint> equal(Endpoint... endpoints) {
        return Stream.of(endpoints).map(WeightedEndpoint::of).toList();
    }

    /** Always the endpoint that was named last, if it is a candidate; else the first. */
    static final class Pointing implements Balancing {
        Endpoint at = A;

        @Override
        public int choose(List<EndpointLoad> candidates) {
            for (int i = 0; i < candidates.size(); i++) {
                if (candidates.get(i).endpoint().equals(at)) {
                    return i;
                }
            }
            return 0;
        }
    }

    EndpointStats stats(Endpoint endpoint) {
        return pool.stats().endpoints().stream()
                .filter(stats -> stats.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    CompletableFuture<Lease<FakeResource>> acquire(Preference preference) {
        return pool.acquire(Deadline.after(WAIT, time), preference);
    }

    CompletableFuture<Lease<FakeResource>> acquire() {
        return pool.acquire(WAIT);
    }

    /** A lease that is there at once. */
    Lease<FakeResource> lease() {
        CompletableFuture<Lease<FakeResource>> future = acquire();
        assertThat(future).isCompleted();
        return future.join();
    }

    /** Releases what {@code future} must have been given by now. */
    static void release(CompletableFuture<Lease<FakeResource>> future) {
        assertThat(future).isCompleted();
        future.join().release();
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    /** Nobody waits, nothing is lent or on its way, and what the pool counts is what is open. */
    void assertAtRest(int idle) {
        PoolStats stats = pool.stats();
        assertThat(stats.idle()).as("idle").isEqualTo(idle);
        assertThat(stats.size()).as("size").isEqualTo(idle);
        assertThat(stats.inUse()).as("in use").isZero();
        assertThat(stats.opening()).as("opening").isZero();
        assertThat(stats.pending()).as("pending").isZero();
        assertThat(factory.alive()).as("alive").isEqualTo(idle);
        assertThat(factory.closedTwice).as("closed twice").isEmpty();
    }

    static ConnectionException refused(String message) {
        return new ConnectionException(message, FailureContext.NOTHING_SENT, null);
    }

    static Throwable failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        try {
            future.join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            return cause == null ? failure : cause;
        } catch (RuntimeException failure) {
            return failure;
        }
        throw new AssertionError("did not fail");
    }
}
