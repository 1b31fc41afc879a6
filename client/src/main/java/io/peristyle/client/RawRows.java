package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.query.BlockSource;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Bytes from a publisher, of which one buffer at a time is asked for. */
final class RawRows implements BlockSource, Flow.Subscriber<ByteBuffer> {
    private final SerialExecutor serial;

    // All below is touched in tasks of the serial executor only.
    private Flow.@Nullable Subscription upstream;
    private @Nullable CompletableFuture<@Nullable ByteBuffer> wanted;
    private boolean requested;
    private boolean completed;
    private boolean abandoned;
    private volatile @Nullable Throwable failure;

    RawRows(Executor callbacks) {
        this.serial = new SerialExecutor(callbacks);
    }

    /** What the publisher failed with; null if it did not. */
    @Nullable
    Throwable ownFailure() {
        return failure;
    }

    /** No bytes are wanted any more. */
    void abandon() {
        serial.execute(() -> {
            abandoned = true;
            if (upstream != null) {
                upstream.cancel();
            }
        });
    }

    @Override
    public void accept(Block header) {}

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        return CompletableFuture.failedFuture(new IllegalStateException("the rows are bytes"));
    }

    @Override
    public CompletionStage<@Nullable ByteBuffer> nextBytes() {
        CompletableFuture<@Nullable ByteBuffer> next = new CompletableFuture<>();
        serial.execute(() -> {
            wanted = next;
            pump();
        });
        return next;
    }

    @Override
    public void cancel() {
        abandon();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        serial.execute(() -> {
            if (upstream != null || abandoned) {
                subscription.cancel();
            } else {
                upstream = subscription;
                pump();
            }
        });
    }

    @Override
    public void onNext(ByteBuffer bytes) {
        Objects.requireNonNull(bytes, "bytes");
        serial.execute(() -> {
            CompletableFuture<@Nullable ByteBuffer> next = wanted;
            if (next != null && requested && !abandoned) {
                wanted = null;
                requested = false;
                next.complete(bytes);
            } else if (!abandoned) {
                onUnrequested();
            }
        });
    }

    @Override
    public void onError(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        serial.execute(() -> {
            failure = thrown;
            pump();
        });
    }

    @Override
    public void onComplete() {
        serial.execute(() -> {
            completed = true;
            pump();
        });
    }

    /** Bytes that nobody asked for have no place in the line; without them the rest would be another insert. */
    private void onUnrequested() {
        if (failure == null && !completed) {
            failure = new IllegalStateException("the publisher gave a buffer that it was not asked for");
        }
        pump();
        if (upstream != null) {
            upstream.cancel();
        }
    }

    private void pump() {
        CompletableFuture<@Nullable ByteBuffer> next = wanted;
        Throwable thrown = failure;
        if (next == null || abandoned) {
            return;
        }
        if (thrown != null) {
            wanted = null;
            next.completeExceptionally(thrown);
        } else if (completed) {
            wanted = null;
            next.complete(null);
        } else if (upstream != null && !requested) {
            requested = true;
            request(upstream, next);
        }
    }

    private void request(Flow.Subscription from, CompletableFuture<@Nullable ByteBuffer> next) {
        try {
            from.request(1);
        } catch (Throwable broken) { // Not all languages and tools declare what they throw.
            failure = broken;
            wanted = null;
            next.completeExceptionally(broken);
        }
    }
}
