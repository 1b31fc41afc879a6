package io.peristyle.pool;

import io.peristyle.time.Clock;
import io.peristyle.time.Timers;

/**
 * Time and chance, as a pool sees them.
 *
 * @param seed where the jitter of lifetimes and pauses starts; should differ from pool to pool
 */
public record PoolEnvironment(Clock clock, Timers timers, long seed) {}
