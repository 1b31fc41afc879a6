package io.peristyle.pool;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of a pool to its factory, none of them under the lock, and what becomes of their results. */
// Dependent stages are there for their effect; none of them throws.
@SuppressWarnings("FutureReturnValueIgnored")
final class FactoryCalls<R> {
    private static final Logger LOGGER = LoggerFactory.getLogger(FactoryCalls.class);

    private final ResourceFactory<R> factory;
    private final Gate gate;
    private final Stock<R> stock;

    FactoryCalls(ResourceFactory<R> factory, Gate gate, Stock<R> stock) {
        this.factory = factory;
        this.gate = gate;
        this.stock = stock;
    }

    void open(Opening<R> opening) {
        if (gate.<Boolean>ask(actions -> stock.isClosed())) {
            openFailed(opening, new CancellationException("the pool was closed"));
            return;
        }
        CompletableFuture<R> future = guarded(() -> factory.open(opening.place.endpoint()));
        boolean unwanted = gate.<Boolean>ask(actions -> stock.openingStarted(opening, future));
        if (unwanted) {
            future.cancel(false);
        }
        future.whenComplete((resource, failure) -> {
            if (failure == null) {
                opened(opening, resource);
            } else {
                openFailed(opening, unwrapped(failure));
            }
        });
    }

    /** Looks at a held resource; asks the other side if it is {@code doubtful}, and clears it of suspicions up to a generation. */
    void examine(Slot<R> slot, boolean doubtful, int generation) {
        boolean usable = isUsable(factory, slot.resource);
        if (!usable || !doubtful) {
            gate.change(actions -> stock.examined(slot, usable, false, generation, actions));
            return;
        }
        guarded(() -> factory.validate(slot.resource)).whenComplete((valid, failure) -> {
            if (failure == null && Boolean.TRUE.equals(valid)) {
                boolean stillUsable = isUsable(factory, slot.resource);
                gate.change(actions -> stock.examined(slot, stillUsable, true, generation, actions));
            } else {
                gate.change(actions -> stock.validationFailed(slot, actions));
            }
        });
    }

    void close(Place<R> place, R resource) {
        guarded(() -> factory.close(resource)).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOGGER.warn("closing a pooled resource failed", failure);
            }
            gate.change(actions -> stock.closed(place, actions));
        });
    }

    static <R> boolean isUsable(ResourceFactory<R> factory, R resource) {
        try {
            return factory.isUsable(resource);
        } catch (RuntimeException | Error failure) {
            LOGGER.warn("looking at a pooled resource failed", failure);
            return false;
        }
    }

    private void opened(Opening<R> opening, R resource) {
        Slot<R> slot = new Slot<>(opening.place, resource);
        try {
            factory.onBroken(resource, () -> gate.change(actions -> stock.broken(slot, actions)));
        } catch (RuntimeException | Error failure) {
            gate.change(actions -> stock.closeOpened(opening.place, resource, actions));
            openFailed(opening, failure);
            return;
        }
        gate.change(actions -> stock.opened(opening, slot, actions));
    }

    private void openFailed(Opening<R> opening, Throwable failure) {
        boolean hopeless = isHopeless(failure);
        gate.change(actions -> stock.openFailed(opening, failure, hopeless, actions));
    }

    private boolean isHopeless(Throwable failure) {
        try {
            return factory.isHopeless(failure);
        } catch (RuntimeException | Error thrown) {
            LOGGER.warn("judging a failure to open a pooled resource failed", thrown);
            return false;
        }
    }

    private static <T extends @Nullable Object> CompletableFuture<T> guarded(Supplier<CompletableFuture<T>> call) {
        try {
            return Objects.requireNonNull(call.get(), "the factory returned null in place of a future");
        } catch (RuntimeException | Error failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
