package io.peristyle.type;

import org.jspecify.annotations.Nullable;

/**
 * {@code DateTime} or {@code DateTime('zone')}: whole seconds.
 *
 * @param zone the zone that the type names; null: the server's, or the session's
 */
public record DateTimeType(@Nullable String zone) implements ClickHouseType {
    @Override
    public String name() {
        return "DateTime";
    }

    @Override
    public String toString() {
        return zone == null ? "DateTime" : "DateTime(" + Quoting.literal(zone) + ")";
    }
}
