package io.peristyle.options;

/**
 * The bounds of inserts that run in the background. What would exceed {@code maximumInserts} or {@code maximumBytes} fails at
 * once with an {@link io.peristyle.error.OverloadException}. Immutable.
 *
 * @param maximumAtOnce inserts that are being sent at once, each on a connection of its own; {@link #HALF_OF_POOL}: half of
 *     {@code max_open_conns}, rounded up
 * @param maximumInserts inserts that are being sent or wait for their turn
 * @param maximumBytes bytes of their values together, about
 */
public record BackgroundLimits(int maximumAtOnce, int maximumInserts, long maximumBytes) {
    /** Half of the connections, so that the other half is there for statements that are waited for. */
    public static final int HALF_OF_POOL = 0;

    /** Half of the pool, 10,000 inserts, 64 MiB. */
    public static final BackgroundLimits DEFAULT = new BackgroundLimits(HALF_OF_POOL, 10_000, 64 << 20);

    public BackgroundLimits withMaximumAtOnce(int inserts) {
        return new BackgroundLimits(inserts, maximumInserts, maximumBytes);
    }

    public BackgroundLimits withMaximumInserts(int inserts) {
        return new BackgroundLimits(maximumAtOnce, inserts, maximumBytes);
    }

    public BackgroundLimits withMaximumBytes(long bytes) {
        return new BackgroundLimits(maximumAtOnce, maximumInserts, bytes);
    }
}
