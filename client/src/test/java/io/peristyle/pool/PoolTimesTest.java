package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PoolTimesTest {
    @Test
    void refusesWhatIsNotATime() {
        assertRefused(() -> PoolTimes.DEFAULT.withIdleTimeout(Duration.ZERO), "idleTimeout");
        assertRefused(() -> PoolTimes.DEFAULT.withMaximumLifetime(Duration.ofSeconds(-1)), "maximumLifetime");
        assertRefused(() -> PoolTimes.DEFAULT.withSweepInterval(Duration.ZERO), "sweepInterval");
        assertRefused(() -> PoolTimes.DEFAULT.withValidateAfterIdle(Duration.ofNanos(-1)), "validateAfterIdle");
        assertRefused(
                () -> PoolTimes.DEFAULT.withLeakDetectionThreshold(Duration.ofNanos(-1)), "leakDetectionThreshold");
    }

    @Test
    void refusesPausesThatDoNotAscend() {
        Duration second = Duration.ofSeconds(1);
        Duration minute = Duration.ofMinutes(1);
        assertRefused(() -> new ReopenDelay(Duration.ZERO, minute, second), "minimum");
        assertRefused(() -> new ReopenDelay(second, second, minute), "must ascend");
        assertRefused(() -> new ReopenDelay(minute, minute, second), "must ascend");
    }

    @Test
    void neverIsLongerThanAnyPoolLives() {
        PoolFixture fixture = new PoolFixture(
                FakeFactory.openingAtOnce(),
                PoolLimits.ofSize(1),
                PoolTimes.DEFAULT
                        .withIdleTimeout(PoolTimes.NEVER)
                        .withMaximumLifetime(PoolTimes.NEVER)
                        .withValidateAfterIdle(PoolTimes.NEVER));
        fixture.lease().release();
        fixture.advance(Duration.ofDays(30));
        fixture.lease().release();

        assertThat(fixture.factory.opens).isEqualTo(1);
        assertThat(fixture.factory.validations).isZero();
        fixture.assertAtRest(1);
    }

    private static void assertRefused(Runnable construction, String message) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
