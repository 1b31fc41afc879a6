package io.peristyle.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work in numbered parts that are independent of each other, done by the calling thread, and by one more if an executor has one
 * free meanwhile. The caller never waits for a thread that is yet to come.
 *
 * @param <T> what comes out of a part
 */
final class ConversionInParts<T> {
    private final Supplier<IntFunction<T>> worker;
    private final Part<T>[] parts;
    private final AtomicInteger next = new AtomicInteger();
    /** What another thread may take; nothing is left of it, in an executor's queue either, when the caller is done. */
    private final AtomicReference<@Nullable Runnable> offer = new AtomicReference<>(this::help);

    private final CompletableFuture<@Nullable Void> helped = new CompletableFuture<>();

    @SuppressWarnings({"unchecked", "rawtypes"}) // Arrays of generics can't be made otherwise.
    private ConversionInParts(int parts, Supplier<IntFunction<T>> worker) {
        this.worker = worker;
        this.parts = new Part[parts];
    }

    /** How one part ended; one of both is null. */
    private record Part<T>(@Nullable T result, @Nullable Throwable failure) {}

    /**
     * Does the work.
     *
     * @param worker makes what does the parts on one thread
     * @return the results in the order of the parts; if some fail, the failure of the first of those is thrown
     */
    static <T> List<T> run(int parts, Supplier<IntFunction<T>> worker, Executor others) {
        ConversionInParts<T> conversion = new ConversionInParts<>(parts, worker);
        if (parts > 1) {
            AtomicReference<@Nullable Runnable> offer = conversion.offer;
            others.execute(() -> take(offer));
        }
        conversion.work();
        if (parts > 1 && conversion.offer.getAndSet(null) == null) {
            conversion.helped.join();
        }
        return conversion.results();
    }

    private static void take(AtomicReference<@Nullable Runnable> offer) {
        Runnable help = offer.getAndSet(null);
        if (help != null) {
            help.run();
        }
    }

    private void help() {
        try {
            work();
        } finally {
            helped.complete(null);
        }
    }

    private void work() {
        IntFunction<T> each = null;
        for (int part = next.getAndIncrement(); part < parts.length; part = next.getAndIncrement()) {
            try {
                each = each == null ? worker.get() : each;
                parts[part] = new Part<>(each.apply(part), null);
            } catch (Throwable failure) {
                parts[part] = new Part<>(null, failure);
                // Parts behind it are not worth beginning; those before it are done, or being done.
                next.set(parts.length);
            }
        }
    }

    private List<T> results() {
        List<T> results = new ArrayList<>(parts.length);
        for (Part<T> part : parts) {
            Throwable failure = part.failure();
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            } else if (failure != null) {
                // Of code in another language, which need not declare it.
                throw new IllegalStateException(failure);
            }
            results.add(Objects.requireNonNull(part.result()));
        }
        return results;
    }
}
