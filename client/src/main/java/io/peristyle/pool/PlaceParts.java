package io.peristyle.pool;

import io.peristyle.time.Clock;
import java.util.SplittableRandom;

/** What the places of a pool have in common. */
record PlaceParts(Clock clock, SplittableRandom random, PoolTimes times, BreakerSettings breaker, Budget budget) {}
