package io.peristyle.pool;

/** How many resources there are in all, and how many there may be. The limits may be read by any thread. */
final class Budget {
    private final Counts whole = new Counts(null);
    private volatile PoolLimits limits;

    /** As many as {@link Pool#whenReady} waits for. Guarded by the gate of the pool. */
    private int wanted;

    Budget(PoolLimits limits) {
        this.limits = limits;
    }

    Counts whole() {
        return whole;
    }

    PoolLimits limits() {
        return limits;
    }

    void limits(PoolLimits changed) {
        limits = changed;
    }

    /** The most that may be in the pool while callers wait, the overflow included. */
    int ceiling() {
        return (int) Math.min(Integer.MAX_VALUE, (long) limits.maximumSize() + limits.overflow());
    }

    /** The most that may be at one place. */
    int perPlace() {
        int limit = limits.maximumPerEndpoint();
        return limit < limits.maximumSize() ? limit : ceiling();
    }

    /** Whether there may be one more without a caller who waits for it. */
    boolean hasRoom() {
        return whole.size() < limits.maximumSize();
    }

    /** How many are to be kept warm. */
    int warm() {
        return Math.min(limits.maximumSize(), Math.max(limits.minimumIdle(), wanted));
    }

    /** How many may be idle. */
    int maximumIdle() {
        return Math.max(limits.maximumIdle(), warm());
    }

    void wanted(int connections) {
        wanted = connections;
    }
}
