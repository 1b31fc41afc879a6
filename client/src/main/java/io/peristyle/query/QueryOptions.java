package io.peristyle.query;

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
    public QueryOptions {
        settings = List.copyOf(settings);
        roles = List.copyOf(roles);
    }

    /** The same under another identifier. */
    public QueryOptions withQueryId(String id) {
        return new QueryOptions(id, settings, roles, trace, compressed);
    }

    /** The value of a setting; null if it does not travel with the statement. */
    public @Nullable String setting(String name) {
        for (Setting setting : settings) {
            if (setting.name().equals(name)) {
                return setting.value();
            }
        }
        return null;
    }
}
