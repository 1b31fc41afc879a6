package io.peristyle.cluster;

import io.peristyle.observe.ClientObserver;
import io.peristyle.options.RetryOptions;
import io.peristyle.pool.PoolEnvironment;
import java.time.Duration;

/**
 * What those who run statements are told.
 *
 * @param environment time, timers and the seed of random pauses
 * @param acquireTimeout how long a statement waits for a connection, each time
 * @param poolSize connections at most, which is about how many statements one dying server takes with it
 * @param retry when a statement is sent again
 * @param database of the connections
 * @param observer hears of statements and retries; must be cheap, not throw and not block
 */
public record ExecutorSettings(
        PoolEnvironment environment,
        Duration acquireTimeout,
        int poolSize,
        RetryOptions retry,
        String database,
        ClientObserver observer) {
    /** Hears nothing: events are not even made for it. */
    public static final ClientObserver UNOBSERVED = new ClientObserver() {
        @Override
        public boolean wantsQueries() {
            return false;
        }

        @Override
        public boolean wantsLeases() {
            return false;
        }
    };
}
