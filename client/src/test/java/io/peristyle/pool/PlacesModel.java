package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.BreakerState;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.PoolStats;
import io.peristyle.time.Deadline;
import io.peristyle.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One pool over several places from start to close, driven at random, with what is known of it from outside. */
@SuppressWarnings("FutureReturnValueIgnored")
final class PlacesModel {
    private static final List<Endpoint> ENDPOINTS =
            List.of(PoolFixture.A, PoolFixture.B, PoolFixture.C, new Endpoint("d", 9000));

    private final Random random;
    private final String name;
    private final int maximumOpening;
    private final ManualTime time = new ManualTime();
    private final FakeFactory factory = new FakeFactory();
    private final Pool<FakeResource> pool;
    private final TreeMap<Integer, Caller> waiting = new TreeMap<>();
    private final List<Lease<FakeResource>> leases = new ArrayList<>();
    private final List<CompletableFuture<Void>> drains = new ArrayList<>();
    private final Set<Endpoint> drained = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private List<WeightedEndpoint> given;
    private PoolLimits limits;
    private int allowedSize;
    private int asked;
    private int answered;
    private int served;

    PlacesModel(Random random, String name) {
        this.random = random;
        this.name = name;
        factory.closesAtOnce = random.nextBoolean();
        maximumOpening = 1 + random.nextInt(6);
        given = endpoints();
        limits = limits();
        allowedSize = limits.maximumSize() + limits.overflow();
        PoolTimes times = PoolTimes.DEFAULT
                .withIdleTimeout(Duration.ofMillis(1 + random.nextInt(3_000)))
                .withMaximumLifetime(Duration.ofMillis(1 + random.nextInt(10_000)))
                .withValidateAfterIdle(Duration.ofMillis(random.nextInt(500)))
                // Half of the pools are hardly swept: a sweep would also find a caller who was forgotten.
                .withSweepInterval(Duration.ofMillis(random.nextBoolean() ? 86_400_000 : 1 + random.nextInt(2_000)))
                .withLeakDetectionThreshold(Duration.ofDays(random.nextInt(2) * 400L));
        BreakerSettings breaker = new BreakerSettings(
                1 + random.nextInt(4), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(500));
        pool = Pool.start(
                new PoolSettings(limits, times, new PoolEnvironment(time, time, random.nextLong()))
                        .withBreaker(breaker)
                        .withBalancing(candidates -> random.nextInt(candidates.size())),
                factory,
                given);
    }

    int asked() {
        return asked;
    }

    int served() {
        return served;
    }

    void step() {
        int choice = random.nextInt(1_000);
        if (choice < 300) {
            acquire();
        } else if (choice < 360) {
            cancel();
        } else if (choice < 560) {
            endLease(random.nextInt(10));
        } else if (choice < 720) {
            endOpening(random.nextInt(4) > 0);
        } else if (choice < 810) {
            endValidation(random.nextInt(4) > 0);
        } else if (choice < 840) {
            breakOne();
        } else if (choice < 845) {
            pool.suspectIdle(anyEndpoint());
        } else if (choice < 850) {
            drain(anyEndpoint());
        } else if (choice < 860) {
            resume(anyEndpoint());
        } else if (choice < 865) {
            resize();
        } else if (choice < 870) {
            given = endpoints();
            pool.endpoints(given);
        } else {
            pass(Duration.ofNanos(random.nextInt(random.nextInt(10) == 0 ? 500_000_000 : 5_000_000)));
        }
    }

    private void acquire() {
        int number = asked++;
        int kind = random.nextInt(10);
        Preference preference = kind == 0
                ? Preference.only(anyEndpoint())
                : kind < 3
                        ? Preference.avoiding(
                                Set.of(anyEndpoint(), anyEndpoint().at("::1")))
                        : Preference.ANY;
        // The patient ones would wait for ever if the pool forgot to wake them.
        long millis = random.nextInt(4) == 0 ? TimeUnit.DAYS.toMillis(1) : random.nextInt(400);
        long now = time.nanoTime();
        CompletableFuture<Lease<FakeResource>> future =
                pool.acquire(Deadline.after(Duration.ofMillis(millis), time), preference);
        if (!future.isDone()) {
            waiting.put(number, new Caller(future, preference.only(), now, now + millis * 1_000_000));
        }
        future.whenComplete((lease, failure) -> {
            answered++;
            Caller caller = waiting.remove(number);
            if (lease != null) {
                serve(number, caller, preference.only(), lease);
            } else if (!(failure instanceof ClickHouseException || failure instanceof CancellationException)) {
                violations.add("caller " + number + " got " + failure);
            }
        });
    }

    // An assertion that fails in a callback would be kept by the future and never be seen.
    private void serve(int number, @Nullable Caller caller, @Nullable Endpoint only, Lease<FakeResource> lease) {
        served++;
        FakeResource resource = lease.resource();
        if (resource.taken || resource.closed) {
            violations.add("resource " + resource.number + " was lent twice or closed");
        }
        if (!lease.endpoint().equals(resource.endpoint) || (only != null && !only.equals(resource.endpoint))) {
            violations.add("caller " + number + " of " + only + " got one of " + resource.endpoint);
        }
        for (var earlier : caller == null
                ? List.<java.util.Map.Entry<Integer, Caller>>of()
                : waiting.headMap(number).entrySet()) {
            Endpoint wanted = earlier.getValue().only;
            if (wanted == null ? only == null : wanted.equals(resource.endpoint)) {
                violations.add("caller " + number + " was served before caller " + earlier.getKey());
            }
        }
        resource.taken = true;
        leases.add(lease);
    }

    private void cancel() {
        if (!waiting.isEmpty()) {
            List<Caller> callers = new ArrayList<>(waiting.values());
            callers.get(random.nextInt(callers.size())).future.cancel(false);
        }
    }

    private void endLease(int how) {
        if (!leases.isEmpty()) {
            Lease<FakeResource> lease = leases.remove(random.nextInt(leases.size()));
            lease.resource().taken = false;
            if (how < 5) {
                lease.succeeded();
            } else if (how == 5) {
                lease.failed(PoolFixture.refused("failed in use"));
                lease.resource().usable = false;
            }
            if (how > 0) {
                lease.release();
            } else {
                lease.discard();
            }
            lease.release();
        }
    }

    private void endOpening(boolean succeeds) {
        if (!factory.opening.isEmpty()) {
            List<FakeFactory.Attempt> attempts = List.copyOf(factory.opening);
            Endpoint endpoint = attempts.get(random.nextInt(attempts.size())).endpoint;
            if (succeeds) {
                factory.finishOpening(endpoint);
            } else {
                RuntimeException failure = PoolFixture.refused("refused");
                if (random.nextInt(20) == 0) {
                    factory.hopeless.add(failure);
                }
                factory.failOpening(endpoint, failure);
            }
        }
    }

    private void endValidation(boolean succeeds) {
        if (!factory.validating.isEmpty()) {
            factory.validating.remove().complete(succeeds);
        }
    }

    private void breakOne() {
        if (!factory.resources.isEmpty()) {
            FakeResource resource = factory.resources.get(random.nextInt(factory.resources.size()));
            if (!resource.closed) {
                resource.breakDown();
            }
        }
    }

    private void drain(Endpoint endpoint) {
        drains.add(pool.drain(endpoint));
        if (statsOf(endpoint) != null) {
            drained.add(endpoint);
        }
    }

    private void resume(Endpoint endpoint) {
        pool.resume(endpoint);
        drained.remove(endpoint);
    }

    private void resize() {
        limits = limits();
        pool.resize(limits);
        allowedSize = Math.max(ceiling(), pool.stats().size());
    }

    private void pass(Duration duration) {
        time.advance(duration);
    }

    void check() {
        require(violations.isEmpty(), violations.toString());
        require(factory.closedTwice.isEmpty(), "closed twice");
        PoolStats stats = pool.stats();
        require(stats.idle() + stats.inUse() + stats.opening() == stats.size(), "sum");
        require(sumsUp(stats), "sums of the endpoints");
        require(stats.inUse() == leases.size(), "in use");
        require(stats.pending() == waiting.size(), "pending");
        require(stats.acquired() == served, "acquired");
        require(answered + waiting.size() == asked, "answered once");
        require(factory.alive() + factory.opening.size() == stats.size(), "open");
        allowedSize = Math.max(ceiling(), Math.min(allowedSize, stats.size()));
        require(stats.size() <= allowedSize, "size");
        require(stats.size() <= limits.maximumSize() || stats.idle() == 0, "idle above the maximum");
        require(stats.idle() <= limits.maximumIdle(), "idle");
        boolean noneIsClosed = stats.endpoints().stream()
                .noneMatch(place -> isInService(place) && place.breaker() == BreakerState.CLOSED);
        for (EndpointStats place : stats.endpoints()) {
            checkPlace(place, noneIsClosed);
        }
        for (Caller caller : waiting.values()) {
            require(caller.deadlineNanos - time.nanoTime() > 0, "deadline");
        }
    }

    private boolean isInService(EndpointStats place) {
        return !place.draining()
                && given.stream().anyMatch(given -> given.endpoint().equals(place.endpoint()));
    }

    private void checkPlace(EndpointStats place, boolean noneIsClosed) {
        require(factory.openingAt(place.endpoint()) <= maximumOpening, "opening");
        boolean inService = isInService(place);
        require(inService || place.idle() == 0, "idle and out of service");
        if (place.idle() == 0 || !inService) {
            return;
        }
        boolean serves = place.breaker() == BreakerState.CLOSED || noneIsClosed;
        int takers = 0;
        for (Caller caller : waiting.values()) {
            boolean impatient = time.nanoTime() - caller.sinceNanos > Supply.PATIENCE_NANOS;
            boolean takes = caller.only == null ? impatient && serves : caller.only.equals(place.endpoint());
            takers += takes ? 1 : 0;
        }
        require(
                takers <= factory.validatingAt(place.endpoint()),
                "a caller waits while something is idle at " + place.endpoint());
    }

    /** Lets everything go well from here on: whoever still waits is served, then the pool closes. */
    void end() {
        List.copyOf(drained).forEach(this::resume);
        int pauses = 0;
        while (!waiting.isEmpty()) {
            int before = answered;
            while (!factory.opening.isEmpty() || !factory.validating.isEmpty() || !leases.isEmpty()) {
                endOpening(true);
                endValidation(true);
                endLease(1);
                check();
            }
            if (answered == before && !waiting.isEmpty()) {
                // Only a pause after failures may hold the line up.
                pass(Duration.ofMillis(1));
                require(pauses++ < 2_000, "a caller was forgotten");
            }
        }
        if (random.nextBoolean()) {
            drain(anyEndpoint());
        }
        acquire();
        acquire();
        boolean lent = !leases.isEmpty();
        CompletableFuture<Void> closed = pool.close(Duration.ofMillis(random.nextInt(100)));
        if (lent) {
            pass(Duration.ofMillis(100));
        }
        List.copyOf(factory.closing).forEach(closing -> closing.complete(null));
        require(closed.isDone(), "closed");
        require(waiting.isEmpty(), "answered by closing");
        require(drains.stream().allMatch(CompletableFuture::isDone), "drained");
        require(time.scheduled() == 0, "timers");
        require(violations.isEmpty(), violations.toString());
        require(factory.closedTwice.isEmpty(), "closed twice");
        PoolStats stats = pool.stats();
        require(stats.size() == 0 && stats.pending() == 0 && factory.alive() == 0, "at rest");
    }

    private int ceiling() {
        return limits.maximumSize() + limits.overflow();
    }

    private static boolean sumsUp(PoolStats stats) {
        int size = 0;
        int idle = 0;
        int inUse = 0;
        int opening = 0;
        for (EndpointStats place : stats.endpoints()) {
            size += place.size();
            idle += place.idle();
            inUse += place.inUse();
            opening += place.opening();
        }
        return size == stats.size() && idle == stats.idle() && inUse == stats.inUse() && opening == stats.opening();
    }

    private PoolLimits limits() {
        int size = 1 + random.nextInt(8);
        int minimumIdle = random.nextInt(size + 1);
        int perEndpoint = 1 + random.nextInt(size);
        int overflow = random.nextInt(3);
        return new PoolLimits(
                minimumIdle,
                minimumIdle + random.nextInt(size - minimumIdle + 1),
                size,
                perEndpoint,
                overflow,
                maximumOpening,
                random.nextInt(20));
    }

    private List<WeightedEndpoint> endpoints() {
        List<WeightedEndpoint> endpoints = new ArrayList<>();
        for (Endpoint endpoint : ENDPOINTS) {
            if (random.nextInt(4) > 0) {
                endpoints.add(new WeightedEndpoint(endpoint, 1 + random.nextInt(3)));
            }
        }
        return endpoints.isEmpty() ? List.of(WeightedEndpoint.of(anyEndpoint())) : endpoints;
    }

    private Endpoint anyEndpoint() {
        return ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
    }

    private @Nullable EndpointStats statsOf(Endpoint endpoint) {
        for (EndpointStats place : pool.stats().endpoints()) {
            if (place.endpoint().equals(endpoint)) {
                return place;
            }
        }
        return null;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(name + ", caller " + asked + ": " + what + "; " + limits + ", " + leases.size()
                    + " lent, " + waiting.size() + " waiting, " + pool.stats());
        }
    }

    /** Somebody who was not answered at once. */
    private record Caller(
            CompletableFuture<Lease<FakeResource>> future,
            @Nullable Endpoint only,
            long sinceNanos,
            long deadlineNanos) {}
}
