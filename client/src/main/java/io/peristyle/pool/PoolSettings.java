package io.peristyle.pool;

import io.peristyle.observe.ClientObserver;
import io.peristyle.options.Balancing;

/**
 * Everything that a pool is told besides what it lends.
 *
 * @param balancing chooses a place for each caller; not asked where there is no choice
 * @param observer is told what happens, outside of the pool's lock; must neither block nor throw
 */
public record PoolSettings(
        PoolLimits limits,
        PoolTimes times,
        BreakerSettings breaker,
        PoolEnvironment environment,
        Balancing balancing,
        ClientObserver observer) {
    private static final ClientObserver NOBODY = new ClientObserver() {
        @Override
        public boolean wantsLeases() {
            return false;
        }
    };

    /** The place with the least work for its weight, and nobody who observes. */
    public PoolSettings(PoolLimits limits, PoolTimes times, PoolEnvironment environment) {
        this(limits, times, BreakerSettings.DEFAULT, environment, LeastBusy.INSTANCE, NOBODY);
    }

    public PoolSettings withBreaker(BreakerSettings other) {
        return new PoolSettings(limits, times, other, environment, balancing, observer);
    }

    public PoolSettings withBalancing(Balancing other) {
        return new PoolSettings(limits, times, breaker, environment, other, observer);
    }

    public PoolSettings withObserver(ClientObserver other) {
        return new PoolSettings(limits, times, breaker, environment, balancing, other);
    }
}
