package io.peristyle.codec;

import io.peristyle.error.DataException;
import io.peristyle.type.ZoneNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The time zones of columns. */
final class Zones {
    private Zones() {}

    /** The zone called {@code name}; {@code fallback} if that is null. */
    static ZoneId of(@Nullable String name, ZoneId fallback) {
        try {
            return name == null ? fallback : ZoneNames.zone(name);
        } catch (DateTimeException e) {
            throw new DataException("this JVM does not know the time zone " + name
                    + " of a column; convert it to another in the query, with toTimeZone");
        }
    }
}
