package io.peristyle.observe;

import java.util.List;

/**
 * The figures of a pool at one moment, consistent with each other: {@code size} is the sum of {@code idle}, {@code inUse}
 * and {@code opening}, and each is the sum of the endpoints'. Immutable.
 *
 * @param size connections that count towards the maximum
 * @param idle connections ready to be lent
 * @param inUse connections lent to callers
 * @param pending callers waiting for a connection
 * @param opening connections being opened, or being validated before they are lent
 * @param maximumSize connections at most, as last set
 * @param minimumIdle connections kept ready, as last set
 * @param acquired how often a connection was lent since the pool was started
 * @param timeouts how many callers waited in vain since the pool was started
 * @param waitTimes how long callers waited for a connection, those who waited in vain included
 * @param useTimes how long connections were lent
 * @param endpoints the same for each server, in the order in which they were given
 */
public record PoolStats(
        int size,
        int idle,
        int inUse,
        int pending,
        int opening,
        int maximumSize,
        int minimumIdle,
        long acquired,
        long timeouts,
        DurationHistogram waitTimes,
        DurationHistogram useTimes,
        List<EndpointStats> endpoints) {
    public PoolStats {
        endpoints = List.copyOf(endpoints);
    }
}
