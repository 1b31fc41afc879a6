package io.peristyle.client;

import io.peristyle.options.ClientOptions;
import io.peristyle.options.HealthOptions;
import io.peristyle.options.PoolSize;
import io.peristyle.options.PoolTimeouts;
import io.peristyle.pool.BreakerSettings;
import io.peristyle.pool.PoolLimits;
import io.peristyle.pool.PoolTimes;
import io.peristyle.pool.ReopenDelay;
import java.time.Duration;

/** What the options say, in the pool's own terms. */
final class PoolTerms {
    private static final int OPENING_AT_ONCE = 16;

    private PoolTerms() {}

    static PoolLimits limits(PoolSize size) {
        return new PoolLimits(
                size.minimumIdle(),
                Math.min(size.maximumIdle(), size.maximum()),
                size.maximum(),
                size.maximumPerEndpoint(),
                size.maximumOverflow(),
                OPENING_AT_ONCE,
                size.maximumPending());
    }

    static PoolTimes times(ClientOptions options) {
        PoolTimeouts timeouts = options.pool().timeouts();
        HealthOptions health = options.cluster().health();
        return new PoolTimes(
                timeouts.maximumIdleTime(),
                timeouts.maximumLifetime(),
                timeouts.validateAfterIdle(),
                health.checkPeriod(),
                reopenDelay(health),
                timeouts.leakDetectionThreshold());
    }

    static BreakerSettings breaker(HealthOptions health) {
        return new BreakerSettings(
                health.failureThreshold(), health.cooldown(), health.maximumPause(), BreakerSettings.DEFAULT.rampUp());
    }

    /** While callers wait, the pause is no longer than the pool's default, unless the shortest one is longer. */
    private static ReopenDelay reopenDelay(HealthOptions health) {
        Duration minimum = health.minimumReconnectPause();
        Duration awaited = ReopenDelay.DEFAULT.maximumAwaited();
        awaited = awaited.compareTo(minimum) < 0 ? minimum : awaited;
        awaited = awaited.compareTo(health.maximumPause()) > 0 ? health.maximumPause() : awaited;
        return new ReopenDelay(minimum, health.maximumPause(), awaited);
    }
}
