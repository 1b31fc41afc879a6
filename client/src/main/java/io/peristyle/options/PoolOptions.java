package io.peristyle.options;

/**
 * How many connections are kept, for how long, and how the first ones come about. Immutable.
 *
 * @param size how many
 * @param timeouts how long
 * @param start what connecting waits for
 */
public record PoolOptions(PoolSize size, PoolTimeouts timeouts, Start start) {
    /** Up to 10 connections, opened as they are needed. */
    public static final PoolOptions DEFAULT = new PoolOptions(PoolSize.DEFAULT, PoolTimeouts.DEFAULT, Start.LAZY);

    public PoolOptions withSize(PoolSize size) {
        return new PoolOptions(size, timeouts, start);
    }

    public PoolOptions withTimeouts(PoolTimeouts timeouts) {
        return new PoolOptions(size, timeouts, start);
    }

    public PoolOptions withStart(Start start) {
        return new PoolOptions(size, timeouts, start);
    }
}
