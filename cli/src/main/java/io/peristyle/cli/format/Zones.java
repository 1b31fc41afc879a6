package io.peristyle.cli.format;

import io.peristyle.column.Column;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** The time zone in which a column's values are to be printed. */
final class Zones {
    private Zones() {}

    /** The zone that the type names, else the one that the column itself knows, else the server's. */
    static ZoneId of(@Nullable String named, Column column, TextDialect dialect) {
        if (named != null) {
            return zone(named);
        }
        if (column.size() > 0 && column.value(0) instanceof ZonedDateTime first) {
            return first.getZone();
        }
        return dialect.zone();
    }

    /** A zone of this name; of one that Java does not know, UTC, so that a result can still be read. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
