package io.peristyle.observe;

/**
 * The figures of a pool at one moment, consistent with each other: {@code size} is the sum of {@code idle}, {@code inUse}
 * and {@code opening}.
 *
 * @param size connections that count towards the maximum
 * @param idle connections ready to be lent
 * @param inUse connections lent to callers
 * @param pending callers waiting for a connection
 * @param opening connections being opened, or being validated before they are lent
 * @param acquired how often a connection was lent since the pool was started
 * @param timeouts how many callers waited in vain since the pool was started
 */
public record PoolStats(int size, int idle, int inUse, int pending, int opening, long acquired, long timeouts) {}
