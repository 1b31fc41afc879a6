package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PoolLimitsTest {
    private static final PoolLimits TEN = PoolLimits.ofSize(10);

    @Test
    void hasDefaultsThatFollowFromTheSize() {
        assertThat(TEN).isEqualTo(new PoolLimits(0, 10, 10, 10, 0, 16, 1_000));
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertRefused(() -> PoolLimits.ofSize(0), "maximumSize is 0, must be at least 1");
        assertRefused(() -> TEN.withMinimumIdle(11), "minimumIdle is 11, must be 0 to 10");
        assertRefused(() -> TEN.withMinimumIdle(-1), "minimumIdle is -1");
        assertRefused(() -> TEN.withMinimumIdle(3).withMaximumIdle(2), "maximumIdle is 2, must be 3 to 10");
        assertRefused(() -> TEN.withMaximumIdle(11), "maximumIdle is 11");
        assertRefused(() -> TEN.withMaximumPerEndpoint(0), "maximumPerEndpoint is 0, must be at least 1");
        assertRefused(() -> TEN.withOverflow(-1), "overflow is -1, must be at least 0");
        assertRefused(() -> TEN.withMaximumOpening(0), "maximumOpening is 0");
        assertRefused(() -> TEN.withMaximumWaiting(-1), "maximumWaiting is -1");
    }

    private static void assertRefused(Runnable construction, String message) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
