package io.peristyle.pool;

/** Everything that a pool is told besides what it lends. */
public record PoolSettings(PoolLimits limits, PoolTimes times, PoolEnvironment environment) {}
