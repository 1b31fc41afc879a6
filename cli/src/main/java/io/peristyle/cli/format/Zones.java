package io.peristyle.cli.format;

import io.peristyle.column.Column;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The time zone in which a column's values are to be printed. */
final class Zones {
    private Zones() {}

    /** The zone that the column itself gives its values: its type's, else the session's; {@code fallback} if it has none. */
    static ZoneId of(Column column, ZoneId fallback) {
        // Not of a value that it has: java.time need not know that.
        Column epoch = column.gather(new int[] {-1});
        return epoch.value(0) instanceof ZonedDateTime first ? first.getZone() : fallback;
    }
}
