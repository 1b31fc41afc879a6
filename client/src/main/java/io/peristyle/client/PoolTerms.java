package io.peristyle.client;

import io.peristyle.cluster.ExecutorSettings;
import io.peristyle.observe.ClientObserver;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.HealthOptions;
import io.peristyle.options.PoolSize;
import io.peristyle.options.PoolTimeouts;
import io.peristyle.pool.BreakerSettings;
import io.peristyle.pool.PoolEnvironment;
import io.peristyle.pool.PoolLimits;
import io.peristyle.pool.PoolSettings;
import io.peristyle.pool.PoolTimes;
import io.peristyle.pool.ReopenDelay;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What the options say, in the terms of the pool and of those who run statements on it. */
final class PoolTerms {
    private static final int OPENING_AT_ONCE = 16;

    private PoolTerms() {}

    static PoolSettings settings(ClientOptions options, ClientParts parts, ClientObserver observer) {
        return new PoolSettings(
                limits(options.pool().size()),
                times(options),
                breaker(options.cluster().health()),
                environment(parts),
                options.cluster().balancing(),
                observer);
    }

    static ExecutorSettings executors(ClientOptions options, ClientParts parts, ClientObserver observer) {
        return new ExecutorSettings(
                environment(parts),
                options.pool().timeouts().acquireTimeout(),
                options.pool().size().maximum(),
                options.retry(),
                options.connection().database(),
                observer);
    }

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

    private static PoolTimes times(ClientOptions options) {
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

    private static BreakerSettings breaker(HealthOptions health) {
        return new BreakerSettings(
                health.failureThreshold(), health.cooldown(), health.maximumPause(), BreakerSettings.DEFAULT.rampUp());
    }

    private static PoolEnvironment environment(ClientParts parts) {
        return new PoolEnvironment(
                parts.clock(), parts.timers(), ThreadLocalRandom.current().nextLong());
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
