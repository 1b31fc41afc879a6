package io.peristyle.observe;

import io.peristyle.endpoint.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A statement is tried again.
 *
 * @param attempt the number of the attempt that failed, from 1
 * @param endpoint where it failed; null if no connection was to be had
 * @param failure why
 * @param pause until the next attempt
 */
public record RetryEvent(
        String queryId, int attempt, @Nullable Endpoint endpoint, Throwable failure, Duration pause) {}
