package io.peristyle.options;

import java.time.Duration;

/**
 * When a server counts as down, and how it is tried again. Immutable.
 *
 * <p>A server that failed {@code failureThreshold} times running gets no work for {@code cooldown}; then one connection is
 * opened to find out. While that fails, the pause grows, up to {@code maximumPause}. Pauses are jittered. The last server that
 * is left is never taken out of service.
 *
 * @param checkPeriod how often idle connections are looked through, the minimum is refilled, and a cluster is discovered anew
 * @param failureThreshold failures running that take a server out of service, at least 1
 * @param cooldown the first pause of a server that was taken out of service
 * @param minimumReconnectPause the shortest pause between attempts to open a connection to a server that refused one
 * @param maximumPause the longest pause of either kind
 */
public record HealthOptions(
        Duration checkPeriod,
        int failureThreshold,
        Duration cooldown,
        Duration minimumReconnectPause,
        Duration maximumPause) {
    /**
     * 30 s, 3, 1 s, 250 ms, 15 s: a server that restarts within seconds is back at work within as many, and one that was down
     * for long gets its share 30 s after its return at the latest.
     */
    public static final HealthOptions DEFAULT = new HealthOptions(
            Duration.ofSeconds(30), 3, Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofSeconds(15));

    public HealthOptions withCheckPeriod(Duration period) {
        return new HealthOptions(period, failureThreshold, cooldown, minimumReconnectPause, maximumPause);
    }

    public HealthOptions withFailureThreshold(int failures) {
        return new HealthOptions(checkPeriod, failures, cooldown, minimumReconnectPause, maximumPause);
    }

    public HealthOptions withCooldown(Duration pause) {
        return new HealthOptions(checkPeriod, failureThreshold, pause, minimumReconnectPause, maximumPause);
    }

    public HealthOptions withMinimumReconnectPause(Duration pause) {
        return new HealthOptions(checkPeriod, failureThreshold, cooldown, pause, maximumPause);
    }

    public HealthOptions withMaximumPause(Duration pause) {
        return new HealthOptions(checkPeriod, failureThreshold, cooldown, minimumReconnectPause, pause);
    }
}
