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
}
