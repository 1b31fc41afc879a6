package io.peristyle.transport.http;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What servers said of themselves, for a short time: another version may run at the same address later. Thread-safe. */
final class ServerProfiles {
    private static final long VALID_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<Endpoint, Known> known = new ConcurrentHashMap<>();
    private final Clock clock;

    ServerProfiles(Clock clock) {
        this.clock = clock;
    }

    private record Known(ServerProfile profile, long sinceNanos) {}

    @Nullable
    ServerProfile get(Endpoint endpoint) {
        Known last = known.get(endpoint);
        return last == null || clock.nanoTime() - last.sinceNanos() >= VALID_NANOS ? null : last.profile();
    }

    void put(Endpoint endpoint, ServerProfile profile) {
        known.put(endpoint, new Known(profile, clock.nanoTime()));
    }

    void forget(Endpoint endpoint) {
        known.remove(endpoint);
    }
}
