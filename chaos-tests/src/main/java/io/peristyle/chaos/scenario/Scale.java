package io.peristyle.chaos.scenario;

import java.time.Duration;

/**
 * How much of everything.
 *
 * @param duration of a scenario that goes on under load
 * @param queries of the hunt for foreign answers
 * @param closes of clients in the middle of their work
 */
public record Scale(Duration duration, int queries, int closes) {}
