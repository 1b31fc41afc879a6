package io.peristyle.options;

/**
 * How many connections there are, over all servers together unless said otherwise. Immutable.
 *
 * <p>A native connection carries one statement at a time, so that the maximum is the number of statements that run at once;
 * further ones wait in line. More than a server's cores rarely make it faster.
 *
 * @param minimumIdle connections kept ready in the background, idle ones and those in use together being no more than the
 *     maximum
 * @param maximum connections at most
 * @param maximumOverflow connections above the maximum that may be opened while callers would have to wait otherwise; they
 *     are closed as soon as nobody waits
 * @param maximumPerEndpoint connections to one server at most; {@link #NO_LIMIT}: as many as there may be in all
 * @param maximumIdle idle connections above this are closed; {@link #NO_LIMIT}: none is
 * @param maximumPending callers that may wait for a connection at once
 */
public record PoolSize(
        int minimumIdle,
        int maximum,
        int maximumOverflow,
        int maximumPerEndpoint,
        int maximumIdle,
        int maximumPending) {
    /** No limit but that of the pool as a whole. */
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /** 0 to 10, no overflow, 1,000 callers waiting. */
    public static final PoolSize DEFAULT = of(0, 10);

    /** 2 to 5: a command, a scheduled job, a service with a query now and then. */
    public static final PoolSize SMALL = of(2, 5);

    /** 5 to 20: a web service with some dozens of users at a time. */
    public static final PoolSize MEDIUM = of(5, 20);

    /** 10 to 50: a busy service, or one whose queries take seconds. */
    public static final PoolSize LARGE = of(10, 50);

    /** 20 to 100: hundreds of callers and several servers to carry their statements. */
    public static final PoolSize HIGH_TRAFFIC = of(20, 100);

    /** A minimum and a maximum, and the default of everything else. */
    public static PoolSize of(int minimumIdle, int maximum) {
        return new PoolSize(minimumIdle, maximum, 0, NO_LIMIT, NO_LIMIT, 1_000);
    }

    /**
     * The same with another minimum and maximum. The limits for one server and for idle connections stay, but become no more
     * than the new maximum allows.
     *
     * @throws io.peristyle.error.ConfigurationException if they contradict each other
     */
    public PoolSize resized(int minimumIdle, int maximum) {
        PoolSize resized = new PoolSize(
                minimumIdle,
                maximum,
                maximumOverflow,
                maximumPerEndpoint == NO_LIMIT ? NO_LIMIT : Math.min(maximumPerEndpoint, maximum),
                maximumIdle == NO_LIMIT ? NO_LIMIT : Math.max(minimumIdle, Math.min(maximumIdle, maximum)),
                maximumPending);
        Contradictions.check(resized);
        return resized;
    }

    public PoolSize withMinimumIdle(int idle) {
        return new PoolSize(idle, maximum, maximumOverflow, maximumPerEndpoint, maximumIdle, maximumPending);
    }

    public PoolSize withMaximum(int connections) {
        return new PoolSize(minimumIdle, connections, maximumOverflow, maximumPerEndpoint, maximumIdle, maximumPending);
    }

    public PoolSize withMaximumOverflow(int connections) {
        return new PoolSize(minimumIdle, maximum, connections, maximumPerEndpoint, maximumIdle, maximumPending);
    }

    public PoolSize withMaximumPerEndpoint(int connections) {
        return new PoolSize(minimumIdle, maximum, maximumOverflow, connections, maximumIdle, maximumPending);
    }

    public PoolSize withMaximumIdle(int connections) {
        return new PoolSize(minimumIdle, maximum, maximumOverflow, maximumPerEndpoint, connections, maximumPending);
    }

    public PoolSize withMaximumPending(int callers) {
        return new PoolSize(minimumIdle, maximum, maximumOverflow, maximumPerEndpoint, maximumIdle, callers);
    }
}
