package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReopeningTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Reopening reopening = new Reopening(ReopenDelay.DEFAULT, new SplittableRandom(3));

    @Test
    void permitsAnyNumberWhileNothingFails() {
        for (int i = 0; i < 100; i++) {
            assertThat(reopening.permits(0, true)).isTrue();
            reopening.started();
        }
    }

    @Test
    void countsFailuresOfAttemptsMadeTogetherOnce() {
        int first = reopening.started();
        int second = reopening.started();
        reopening.failed(first, 0, new IllegalStateException());
        reopening.failed(second, 0, new IllegalStateException());

        assertThat(reopening.failures()).isEqualTo(1);
        assertThat(reopening.permits(0, true)).isTrue();
        reopening.started();
        assertThat(reopening.permits(0, true)).as("one at a time").isFalse();
    }

    @Test
    void drawsPausesBetweenTheMinimumAndADoublingBound() {
        Set<Long> pauses = new HashSet<>();
        for (int i = 1; i <= 100; i++) {
            reopening.failed(reopening.started(), 0, new IllegalStateException());
            long awaited = reopening.permittedAtNanos(true);
            long unawaited = reopening.permittedAtNanos(false);
            if (i > 1) {
                assertThat(awaited).isBetween(SECOND / 4, SECOND);
                assertThat(unawaited).isBetween(awaited, 60 * SECOND);
                pauses.add(unawaited);
            }
            if (i == 2) {
                assertThat(unawaited).isLessThanOrEqualTo(SECOND / 2);
            }
        }
        assertThat(pauses).hasSizeGreaterThan(90);
    }

    @Test
    void forgetsFailuresAfterOneSuccess() {
        for (int i = 0; i < 5; i++) {
            reopening.failed(reopening.started(), 0, new IllegalStateException());
        }
        reopening.started();
        reopening.succeeded();

        assertThat(reopening.permits(0, true)).isTrue();
        assertThat(reopening.failures()).isZero();
        assertThat(reopening.lastFailure()).isNull();
    }
}
