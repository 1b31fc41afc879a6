package io.peristyle.codec;

import io.peristyle.error.DataException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's names of time zones as Java's zones. */
final class Zones {
    private static final String FIXED = "Fixed/UTC";

    /** Zones of the tz database that older JDKs know by offset alone. */
    private static final Map<String, ZoneId> OFFSETS =
            Map.of("EST", ZoneOffset.ofHours(-5), "MST", ZoneOffset.ofHours(-7), "HST", ZoneOffset.ofHours(-10));

    private Zones() {}

    /** The zone called {@code name}; {@code fallback} if that is null. */
    static ZoneId of(@Nullable String name, ZoneId fallback) {
        if (name == null) {
            return fallback;
        }
        ZoneId offset = OFFSETS.get(name);
        if (offset != null) {
            return offset;
        }
        try {
            return ZoneId.of(name.startsWith(FIXED) ? name.substring(FIXED.length()) : name);
        } catch (DateTimeException e) {
            throw new DataException("this JVM does not know the time zone " + name
                    + " of a column; convert it to another in the query, with toTimeZone");
        }
    }
}
