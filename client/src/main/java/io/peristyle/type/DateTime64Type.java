package io.peristyle.type;

import org.jspecify.annotations.Nullable;

/**
 * {@code DateTime64(P)} or {@code DateTime64(P, 'zone')}: ticks of 10<sup>-P</sup> seconds.
 *
 * @param precision 0 to 9
 * @param zone the zone that the type names; null: the server's, or the session's
 */
public record DateTime64Type(int precision, @Nullable String zone) implements ClickHouseType {
    @Override
    public String name() {
        return "DateTime64";
    }

    @Override
    public String toString() {
        return zone == null
                ? "DateTime64(" + precision + ")"
                : "DateTime64(" + precision + ", " + Quoting.literal(zone) + ")";
    }
}
