package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RawRowsTest implements Flow.Subscription {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final RawRows rows = new RawRows(Runnable::run);
    private long requested;
    private boolean cancelled;

    @Override
    public void request(long n) {
        requested += n;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Test
    void areAskedForOneAtATime() {
        rows.onSubscribe(this);
        CompletableFuture<@Nullable ByteBuffer> first = next();
        assertThat(requested).isEqualTo(1);
        rows.onNext(bytes(1));
        CompletableFuture<@Nullable ByteBuffer> second = next();
        rows.onNext(bytes(2));
        rows.onComplete();

        assertThat(first).isCompletedWithValue(bytes(1));
        assertThat(second).isCompletedWithValue(bytes(2));
        assertThat(next()).isCompletedWithValue(null);
        assertThat(requested).isEqualTo(2);
    }

    @Test
    void thatNobodyAskedForFailTheInsertAndAreNotLost() {
        rows.onSubscribe(this);
        CompletableFuture<@Nullable ByteBuffer> first = next();
        rows.onNext(bytes(1));
        rows.onNext(bytes(2));
        rows.onComplete();

        assertThat(first).isCompletedWithValue(bytes(1));
        assertThat(next())
                .failsWithin(AT_ONCE)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class)
                .withMessageContaining("was not asked for");
        assertThat(rows.ownFailure()).isInstanceOf(IllegalStateException.class);
        assertThat(cancelled).isTrue();
    }

    @Test
    void areDroppedOnceTheInsertIsOver() {
        rows.onSubscribe(this);
        CompletableFuture<@Nullable ByteBuffer> first = next();
        rows.abandon();
        rows.onNext(bytes(1));

        assertThat(first).isNotDone();
        assertThat(rows.ownFailure()).isNull();
        assertThat(cancelled).isTrue();
    }

    private CompletableFuture<@Nullable ByteBuffer> next() {
        return rows.nextBytes().toCompletableFuture();
    }

    private static ByteBuffer bytes(int value) {
        return ByteBuffer.wrap(new byte[] {(byte) value});
    }
}
