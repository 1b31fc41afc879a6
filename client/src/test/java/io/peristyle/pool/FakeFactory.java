package io.peristyle.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens what the test lets it open, when the test says so; counts what is open. For one thread. */
final class FakeFactory implements ResourceFactory<FakeResource> {
    final Deque<CompletableFuture<FakeResource>> opening = new ArrayDeque<>();
    final Deque<CompletableFuture<Boolean>> validating = new ArrayDeque<>();
    final Deque<CompletableFuture<Void>> closing = new ArrayDeque<>();
    final List<FakeResource> resources = new ArrayList<>();
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
    int validations;

    static FakeFactory openingAtOnce() {
        FakeFactory factory = new FakeFactory();
        factory.opensAtOnce = true;
        return factory;
    }

    @Override
    public CompletableFuture<FakeResource> open() {
        opens++;
        if (throwsOnOpen != null) {
            throw throwsOnOpen;
        }
        if (failsToOpen != null) {
            return CompletableFuture.failedFuture(failsToOpen);
        }
        if (opensAtOnce) {
            return CompletableFuture.completedFuture(create());
        }
        CompletableFuture<FakeResource> future = new CompletableFuture<>();
        opening.add(future);
        return future;
    }

    /** Ends the oldest attempt that is under way with a resource. */
    FakeResource finishOpening() {
        FakeResource resource = create();
        if (!opening.remove().complete(resource)) {
            resource.closed = true;
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
            throw new AssertionError("closed twice: " + resource.number);
        }
        resource.closed = true;
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
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        validating.add(future);
        return future;
    }

    /** Resources that were opened and not closed. */
    long alive() {
        return resources.stream().filter(resource -> !resource.closed).count();
    }

    private FakeResource create() {
        FakeResource resource = new FakeResource(resources.size());
        resources.add(resource);
        return resource;
    }
}
