package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens what the test lets it open, when the test says so; counts what is open. For one thread. */
final class FakeFactory implements ResourceFactory<FakeResource> {
    final Deque<Attempt> opening = new ArrayDeque<>();
    private final Map<Endpoint, Integer> opensAt = new HashMap<>();

    /** Places that refuse at once, and how. */
    final Map<Endpoint, RuntimeException> down = new HashMap<>();

    /** Places whose openings the test ends, whatever the others do. */
    final Set<Endpoint> slow = new HashSet<>();

    final Set<Throwable> hopeless = new HashSet<>();
    final Deque<Validation> validating = new ArrayDeque<>();
    final Deque<CompletableFuture<Void>> closing = new ArrayDeque<>();
    final List<FakeResource> resources = new ArrayList<>();
    final List<Integer> closedTwice = new ArrayList<>();
    boolean opensAtOnce;
    boolean closesAtOnce = true;
    boolean validatesAtOnce;
    boolean breaksAtOnce;

    @Nullable
    RuntimeException failsToOpen;

    @Nullable
    RuntimeException throwsOnOpen;

    @Nullable
    RuntimeException throwsOnClose;

    @Nullable
    RuntimeException throwsOnLook;

    @Nullable
    RuntimeException throwsOnRegister;

    int opens;
    private int created;
    private int destroyed;
    int validations;

    static FakeFactory openingAtOnce() {
        FakeFactory factory = new FakeFactory();
        factory.opensAtOnce = true;
        return factory;
    }

    @Override
    public CompletableFuture<FakeResource> open(Endpoint endpoint) {
        opens++;
        opensAt.merge(endpoint, 1, Integer::sum);
        if (throwsOnOpen != null) {
            throw throwsOnOpen;
        }
        if (failsToOpen != null) {
            return CompletableFuture.failedFuture(failsToOpen);
        }
        RuntimeException refusal = down.get(endpoint);
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        if (opensAtOnce && !slow.contains(endpoint)) {
            return CompletableFuture.completedFuture(create(endpoint));
        }
        Attempt attempt = new Attempt(endpoint);
        opening.add(attempt);
        return attempt;
    }

    @Override
    public boolean isHopeless(Throwable failure) {
        return hopeless.contains(failure);
    }

    /** How often a resource of a place was to be opened. */
    int opensAt(Endpoint endpoint) {
        return opensAt.getOrDefault(endpoint, 0);
    }

    /** How many resources of a place are being opened. */
    long openingAt(Endpoint endpoint) {
        return opening.stream()
                .filter(attempt -> attempt.endpoint.equals(endpoint))
                .count();
    }

    /** Ends the oldest attempt at one place with a resource. */
    FakeResource finishOpening(Endpoint endpoint) {
        return finish(takeAt(endpoint));
    }

    /** Ends the oldest attempt at one place with a failure. */
    void failOpening(Endpoint endpoint, Throwable failure) {
        takeAt(endpoint).completeExceptionally(failure);
    }

    private Attempt takeAt(Endpoint endpoint) {
        for (Iterator<Attempt> all = opening.iterator(); all.hasNext(); ) {
            Attempt attempt = all.next();
            if (attempt.endpoint.equals(endpoint)) {
                all.remove();
                return attempt;
            }
        }
        throw new AssertionError("nothing is being opened at " + endpoint);
    }

    /** Ends the oldest attempt that is under way with a resource. */
    FakeResource finishOpening() {
        return finish(opening.remove());
    }

    private FakeResource finish(Attempt attempt) {
        FakeResource resource = create(attempt.endpoint);
        if (!attempt.complete(resource)) {
            resource.closed = true;
            destroyed++;
        }
        return resource;
    }

    /** Ends the oldest attempt that is under way with a failure. */
    void failOpening(Throwable failure) {
        opening.remove().completeExceptionally(failure);
    }

    @Override
    public boolean isUsable(FakeResource resource) {
        if (throwsOnLook != null) {
            throw throwsOnLook;
        }
        return resource.usable && !resource.closed;
    }

    @Override
    public CompletableFuture<Void> close(FakeResource resource) {
        if (resource.closed) {
            // Whatever is thrown here the pool catches, and nobody would see it.
            closedTwice.add(resource.number);
            return CompletableFuture.completedFuture(null);
        }
        resource.closed = true;
        destroyed++;
        if (throwsOnClose != null) {
            throw throwsOnClose;
        }
        if (closesAtOnce) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> future = new CompletableFuture<>();
        closing.add(future);
        return future;
    }

    @Override
    public void onBroken(FakeResource resource, Runnable action) {
        if (throwsOnRegister != null) {
            throw throwsOnRegister;
        }
        resource.onBroken = action;
        if (breaksAtOnce) {
            action.run();
        }
    }

    @Override
    public CompletableFuture<Boolean> validate(FakeResource resource) {
        validations++;
        if (validatesAtOnce) {
            return CompletableFuture.completedFuture(true);
        }
        Validation validation = new Validation(resource.endpoint);
        validating.add(validation);
        return validation;
    }

    /** Resources that were opened and not closed. */
    int alive() {
        return created - destroyed;
    }

    private FakeResource create(Endpoint endpoint) {
        created++;
        FakeResource resource = new FakeResource(resources.size(), endpoint);
        resources.add(resource);
        return resource;
    }

    int validatingAt(Endpoint endpoint) {
        return (int) validating.stream()
                .filter(validation -> validation.endpoint.equals(endpoint))
                .count();
    }

    /** A question to a resource that the test answers. */
    static final class Validation extends CompletableFuture<Boolean> {
        final Endpoint endpoint;

        Validation(Endpoint endpoint) {
            this.endpoint = endpoint;
        }
    }

    /** An attempt to open that the test ends. */
    static final class Attempt extends CompletableFuture<FakeResource> {
        final Endpoint endpoint;

        Attempt(Endpoint endpoint) {
            this.endpoint = endpoint;
        }
    }
}
