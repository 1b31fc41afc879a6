package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallbacksTest {
    /** Such as one that cannot start a thread, or was shut down: futures would never complete. */
    @ParameterizedTest
    @ValueSource(classes = {RejectedExecutionException.class, IllegalStateException.class, OutOfMemoryError.class})
    void loseNoTaskThatTheUsersExecutorFailsOn(Class<? extends Throwable> failure) throws Exception {
        Throwable thrown = failure.getConstructor().newInstance();
        Callbacks callbacks = Callbacks.on(task -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        });
        CompletableFuture<ForkJoinPool> ran = new CompletableFuture<>();

        callbacks.execute(() -> ran.complete(ForkJoinTask.getPool()));

        assertThat(ran.join()).isSameAs(ForkJoinPool.commonPool());
    }

    @Test
    void runNoTaskTwiceThatFailsOnTheCallingThread() {
        Callbacks callbacks = Callbacks.on(Runnable::run);
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> callbacks.execute(() -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(runs).hasValue(1);
        assertThat(callbacks.isRunningHere()).isFalse();
    }
}
