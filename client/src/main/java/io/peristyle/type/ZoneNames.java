package io.peristyle.type;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** Java's zones of the names that servers have for time zones, as in {@link DateTimeType#zone()}. */
public final class ZoneNames {
    private static final String FIXED = "Fixed/UTC";

    /** Zones of the tz database that older JDKs know by offset alone. */
    private static final Map<String, ZoneId> OFFSETS =
            Map.of("EST", ZoneOffset.ofHours(-5), "MST", ZoneOffset.ofHours(-7), "HST", ZoneOffset.ofHours(-10));

    private ZoneNames() {}

    /**
     * The zone called {@code name}.
     *
     * @throws DateTimeException if this JVM knows none
     */
    public static ZoneId zone(String name) {
        ZoneId offset = OFFSETS.get(name);
        return offset != null ? offset : ZoneId.of(name.startsWith(FIXED) ? name.substring(FIXED.length()) : name);
    }
}
