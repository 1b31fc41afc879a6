package io.peristyle.pool;

import io.peristyle.endpoint.Endpoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which servers a caller wants a resource of.
 *
 * @param only the one server that will do; null: any
 * @param avoided servers that are chosen only if there is no other
 */
public record Preference(@Nullable Endpoint only, Set<Endpoint> avoided) {
    /** Any server. */
    public static final Preference ANY = new Preference(null, Set.of());

    public Preference {
        avoided = Set.copyOf(avoided);
    }

    /** No server but {@code endpoint}. */
    public static Preference only(Endpoint endpoint) {
        return new Preference(endpoint, Set.of());
    }

    /** Another server than {@code endpoints}, if there is one. */
    public static Preference avoiding(Set<Endpoint> endpoints) {
        return new Preference(null, endpoints);
    }
}
