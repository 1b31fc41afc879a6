package io.peristyle.pdfscan.work;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For how long documents have been seen as they are, in looks that follow each other. One answer of a store that is spread
 * over servers, or was away until now, may be old; the same answer for an hour is believed. Not thread-safe.
 */
final class Observations {
    private Map<UUID, Seen> before = new HashMap<>();
    private Map<UUID, Seen> now = new HashMap<>();

    /**
     * How long a document has been seen like this; zero if it was not in the last look.
     *
     * @param changed when it came into its state; null: it is not stored
     */
    Duration unchanged(UUID id, @Nullable Instant changed, Instant time) {
        Seen known = before.get(id);
        Seen seen = known != null && Objects.equals(known.changed, changed) ? known : new Seen(changed, time);
        now.put(id, seen);
        return Duration.between(seen.since, time);
    }

    /** What was not looked at since the last call is forgotten. */
    void endLook() {
        before = now;
        now = new HashMap<>();
    }

    /** Forgets everything: who could not look does not know what went on. */
    void reset() {
        before = new HashMap<>();
        now = new HashMap<>();
    }

    private record Seen(@Nullable Instant changed, Instant since) {}
}
