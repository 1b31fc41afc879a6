package io.peristyle.observe;

import io.peristyle.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of a server went to another state.
 *
 * @param cause the failure that it opened for; null otherwise
 */
public record BreakerEvent(
        Endpoint endpoint,
        BreakerState from,
        BreakerState to,
        @Nullable Throwable cause) {}
