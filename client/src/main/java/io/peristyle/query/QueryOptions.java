package io.peristyle.query;

import io.peristyle.error.ConfigurationException;
import io.peristyle.type.ZoneNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a statement, whatever kind it is.
 *
 * @param queryId the identifier under which the server runs it; empty: the server makes one up
 * @param settings in the order in which they are sent
 * @param roles the roles to activate; empty: the user's default ones
 * @param trace null: no trace context
 * @param compressed whether blocks are compressed, in both directions
 */
public record QueryOptions(
        String queryId,
        List<Setting> settings,
        List<String> roles,
        @Nullable TraceContext trace,
        boolean compressed) {
    private static final String ZONE = "session_timezone";

    /** @throws ConfigurationException if the zone of {@link #timeZone()} is unknown to this JVM */
    public QueryOptions {
        settings = List.copyOf(settings);
        roles = List.copyOf(roles);
        zone(settings);
    }

    /** The same under another identifier. */
    public QueryOptions withQueryId(String id) {
        return new QueryOptions(id, settings, roles, trace, compressed);
    }

    /** The value of a setting; null if it does not travel with the statement. */
    public @Nullable String setting(String name) {
        return value(settings, name);
    }

    /**
     * The zone of times whose type names none, for this statement: no server tells of it in its answer. Null if it is the
     * server's own.
     */
    public @Nullable ZoneId timeZone() {
        return zone(settings);
    }

    private static @Nullable ZoneId zone(List<Setting> settings) {
        String name = value(settings, ZONE);
        if (name == null || name.isEmpty()) {
            return null;
        }
        try {
            return ZoneNames.zone(name);
        } catch (DateTimeException e) {
            throw new ConfigurationException("the time zone " + name + " of " + ZONE + " is unknown to this JVM", e);
        }
    }

    // By index: an iterator for each statement would be the most that this costs.
    private static @Nullable String value(List<Setting> settings, String name) {
        for (int i = 0; i < settings.size(); i++) {
            if (settings.get(i).name().equals(name)) {
                return settings.get(i).value();
            }
        }
        return null;
    }
}
