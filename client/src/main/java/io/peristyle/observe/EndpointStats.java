package io.peristyle.observe;

import io.peristyle.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one server at one moment.
 *
 * @param weight its share, relative to the others'
 * @param breaker whether it is given work
 * @param draining whether it was taken out of service by {@code drain}
 * @param size connections to it, those being opened included
 * @param idle connections ready to be lent
 * @param inUse connections lent to callers
 * @param opening connections being opened, or being validated before they are lent
 * @param acquired how often a connection to it was lent
 * @param opened connections that were opened
 * @param failures attempts to open that failed, and connections that failed while they were used
 * @param lastError what the last failure was; null if there was none
 * @param useTimes how long connections were lent
 */
public record EndpointStats(
        Endpoint endpoint,
        int weight,
        BreakerState breaker,
        boolean draining,
        int size,
        int idle,
        int inUse,
        int opening,
        long acquired,
        long opened,
        long failures,
        @Nullable String lastError,
        DurationHistogram useTimes) {}
