package io.peristyle.query;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.ZoneNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of a moment for a {@code DateTime} or {@code DateTime64}. An instant is written as Unix time, which means the same
 * in every zone, where the server reads that: from 1970 on. A {@link LocalDateTime} is wall time in the type's zone.
 */
@SuppressWarnings({"JavaInstantGetSecondsGetNano", "JavaLocalDateTimeGetNano"}) // The seconds are formatted apart.
final class TimeText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Instant LAST_SECOND = Instant.ofEpochSecond(4_294_967_295L);
    private static final Instant FIRST_TICK = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST_TICK = Instant.parse("2299-12-31T23:59:59.999999999Z");
    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);
    private static final ZoneOffset WESTERNMOST = ZoneOffset.ofHours(-12);

    private TimeText() {}

    static String of(ClickHouseType type, Object value) {
        ZoneId zone = zone(type);
        if (value instanceof LocalDateTime time) {
            requireInRange(type, zone, time);
            return wallTime(type, time);
        }
        Instant instant = instant(type, value);
        requireInRange(type, instant);
        if (zone != null && (zone.equals(ZoneOffset.UTC) || instant.getEpochSecond() < 0)) {
            LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
            requireInRange(type, zone, time);
            if (!time.atZone(zone).toInstant().equals(instant)) {
                throw new IllegalArgumentException("the moment is the later of two that clocks in " + zone
                        + " show as the same, and a server would take the earlier; use the zone UTC");
            }
            return wallTime(type, time);
        }
        if (instant.getEpochSecond() < 0) {
            throw new IllegalArgumentException(
                    "a moment before 1970 needs a type with a zone, such as DateTime64(9, 'UTC')");
        }
        return String.format(Locale.ROOT, "%010d", instant.getEpochSecond()) + fraction(type, instant.getNano());
    }

    /** Unix time; null where it depends on a zone that is not known here, or the value is a text. */
    static @Nullable Long epochSecond(DateTimeType type, Object value) {
        if (value instanceof CharSequence) {
            return null;
        } else if (value instanceof LocalDateTime time) {
            ZoneId zone = zone(type);
            return zone == null ? null : (Long) time.atZone(zone).toEpochSecond();
        }
        return instant(type, value).getEpochSecond();
    }

    private static Instant instant(ClickHouseType type, Object value) {
        if (value instanceof Instant instant) {
            return instant;
        } else if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        } else if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        throw ScalarText.misfit(type, value);
    }

    private static String wallTime(ClickHouseType type, LocalDateTime time) {
        return SECONDS.format(time) + fraction(type, time.getNano());
    }

    /** Refuses what a server would change without a word; where it alone knows the zone, what it would in every zone. */
    private static void requireInRange(ClickHouseType type, @Nullable ZoneId zone, LocalDateTime time) {
        if (type instanceof DateTime64Type) {
            // The calendar of most servers begins and ends at these dates in every zone.
            requireInRange(type, time.toInstant(ZoneOffset.UTC), FIRST_TICK, LAST_TICK);
        }
        if (zone == null) {
            requireInRange(type, time.toInstant(EASTERNMOST), Instant.MIN, last(type));
            requireInRange(type, time.toInstant(WESTERNMOST), first(type), Instant.MAX);
            return;
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException(
                    "the time does not exist in " + zone + ", where clocks are put forward over it");
        }
        requireInRange(type, time.toInstant(offsets.get(0)));
    }

    private static void requireInRange(ClickHouseType type, Instant instant) {
        requireInRange(type, instant, first(type), last(type));
    }

    private static void requireInRange(ClickHouseType type, Instant instant, Instant first, Instant last) {
        if (instant.isBefore(first) || instant.isAfter(last)) {
            throw new IllegalArgumentException("the moment is outside " + first(type) + " to " + last(type));
        }
    }

    private static Instant first(ClickHouseType type) {
        return type instanceof DateTimeType ? Instant.EPOCH : FIRST_TICK;
    }

    private static Instant last(ClickHouseType type) {
        return type instanceof DateTimeType ? LAST_SECOND : LAST_TICK;
    }

    private static String fraction(ClickHouseType type, int nanos) {
        int precision = type instanceof DateTime64Type ticks ? ticks.precision() : 0;
        String digits = String.format(Locale.ROOT, "%09d", nanos);
        if (!digits.substring(precision).chars().allMatch(c -> c == '0')) {
            throw new IllegalArgumentException(
                    "the moment has more digits behind the second than the type's " + precision);
        }
        return precision == 0 ? "" : "." + digits.substring(0, precision);
    }

    private static @Nullable ZoneId zone(ClickHouseType type) {
        String name = type instanceof DateTimeType seconds ? seconds.zone() : ((DateTime64Type) type).zone();
        if (name == null) {
            return null;
        }
        try {
            return name.equals("UTC") ? ZoneOffset.UTC : ZoneNames.zone(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("the time zone " + name + " is not known");
        }
    }
}
