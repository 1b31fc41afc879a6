package io.peristyle.pool;

/**
 * How much a pool may hold, over all places together unless said otherwise.
 *
 * @param minimumIdle idle resources kept ready in the background, as far as the maximum size allows; spread over the places by
 *     weight
 * @param maximumIdle idle resources above this are closed on return; at least {@code minimumIdle}
 * @param maximumSize resources at most, those being opened included; at least 1
 * @param maximumPerEndpoint resources of one place at most, at least 1; no limit of its own if it is not less than {@code
 *     maximumSize}
 * @param overflow resources above the maximum size that may be opened while callers would have to wait otherwise, and are
 *     closed on return when nobody waits; at least 0
 * @param maximumOpening resources that may be opened at the same time at one place; at least 1
 * @param maximumWaiting callers that may wait for a resource to come back; further ones fail at once. A caller for whom there
 *     is room below {@code maximumSize} and {@code overflow} does not count. {@link Integer#MAX_VALUE} means no limit
 */
public record PoolLimits(
        int minimumIdle,
        int maximumIdle,
        int maximumSize,
        int maximumPerEndpoint,
        int overflow,
        int maximumOpening,
        int maximumWaiting) {
    private static final int OPENING_AT_ONCE = 16;
    private static final int WAITING = 1_000;

    public PoolLimits {
        require(maximumSize >= 1, "maximumSize", maximumSize, "at least 1");
        require(minimumIdle >= 0 && minimumIdle <= maximumSize, "minimumIdle", minimumIdle, "0 to " + maximumSize);
        require(
                maximumIdle >= minimumIdle && maximumIdle <= maximumSize,
                "maximumIdle",
                maximumIdle,
                minimumIdle + " to " + maximumSize);
        require(maximumPerEndpoint >= 1, "maximumPerEndpoint", maximumPerEndpoint, "at least 1");
        require(overflow >= 0, "overflow", overflow, "at least 0");
        require(maximumOpening >= 1, "maximumOpening", maximumOpening, "at least 1");
        require(maximumWaiting >= 0, "maximumWaiting", maximumWaiting, "at least 0");
    }

    /** Up to {@code maximumSize} resources, none kept ready, no overflow, 16 opened at a time, 1,000 callers waiting. */
    public static PoolLimits ofSize(int maximumSize) {
        return new PoolLimits(0, maximumSize, maximumSize, maximumSize, 0, OPENING_AT_ONCE, WAITING);
    }

    public PoolLimits withMinimumIdle(int idle) {
        return new PoolLimits(
                idle, maximumIdle, maximumSize, maximumPerEndpoint, overflow, maximumOpening, maximumWaiting);
    }

    public PoolLimits withMaximumIdle(int idle) {
        return new PoolLimits(
                minimumIdle, idle, maximumSize, maximumPerEndpoint, overflow, maximumOpening, maximumWaiting);
    }

    public PoolLimits withMaximumPerEndpoint(int resources) {
        return new PoolLimits(
                minimumIdle, maximumIdle, maximumSize, resources, overflow, maximumOpening, maximumWaiting);
    }

    public PoolLimits withOverflow(int resources) {
        return new PoolLimits(
                minimumIdle, maximumIdle, maximumSize, maximumPerEndpoint, resources, maximumOpening, maximumWaiting);
    }

    public PoolLimits withMaximumOpening(int opening) {
        return new PoolLimits(
                minimumIdle, maximumIdle, maximumSize, maximumPerEndpoint, overflow, opening, maximumWaiting);
    }

    public PoolLimits withMaximumWaiting(int waiting) {
        return new PoolLimits(
                minimumIdle, maximumIdle, maximumSize, maximumPerEndpoint, overflow, maximumOpening, waiting);
    }

    private static void require(boolean holds, String name, int value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + range);
        }
    }
}
