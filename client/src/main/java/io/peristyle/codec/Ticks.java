package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import io.peristyle.error.DataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as counts of a fraction of a second since 1970-01-01 in UTC.
 *
 * @param type the type's name, for refusals
 * @param zone the zone that local times are in and values are shown in
 * @param precision decimal digits of the fraction, 0 to 9
 * @param first the first second that the type takes
 * @param last the last tick that the type takes
 */
record Ticks(String type, ZoneId zone, int precision, long first, long last) {
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    String takes() {
        return type + " takes an Instant, ZonedDateTime, OffsetDateTime, LocalDateTime or ISO text with at most "
                + precision + " decimal digits of a second";
    }

    /** The point in time {@code ticks} after 1970-01-01, in the zone. */
    ZonedDateTime at(long ticks) {
        Instant instant = instant(ticks);
        try {
            return instant.atZone(zone);
        } catch (DateTimeException e) {
            throw outOfRange(ticks);
        }
    }

    private Instant instant(long ticks) {
        try {
            if (precision == 0) {
                return Instant.ofEpochSecond(ticks);
            }
            long perSecond = POWERS[precision];
            long nanos = Math.floorMod(ticks, perSecond) * POWERS[9 - precision];
            return Instant.ofEpochSecond(Math.floorDiv(ticks, perSecond), nanos);
        } catch (DateTimeException e) {
            throw outOfRange(ticks);
        }
    }

    private DataException outOfRange(long ticks) {
        return new DataException("a " + type + " of " + ticks + " ticks, beyond the range of java.time");
    }

    /** Ticks from 1970-01-01 to {@code value}. */
    long of(Object value) {
        if (value instanceof Instant instant) {
            return of(instant.getEpochSecond(), instant.getNano());
        } else if (value instanceof ZonedDateTime dateTime) {
            return of(dateTime.toEpochSecond(), dateTime.getNano());
        } else if (value instanceof OffsetDateTime dateTime) {
            return of(dateTime.toEpochSecond(), dateTime.getNano());
        } else if (value instanceof LocalDateTime dateTime) {
            return of(dateTime.toInstant(offset(dateTime)));
        } else if (value instanceof CharSequence text) {
            return of(parse(text));
        }
        throw Refusal.ofClass(takes(), value);
    }

    /**
     * Puts the ticks of the first of {@code values} from {@code from} to {@code to} into {@code ticks}, from {@code at} on, up to
     * the first one that is no Instant or is to be looked at more closely; returns of how many.
     */
    int ofInstants(@Nullable Object[] values, int from, int to, long[] ticks, int at) {
        long perSecond = POWERS[precision];
        int nanosOfTick = (int) POWERS[9 - precision];
        long end = Math.floorDiv(last, perSecond);
        int i = from;
        for (; i < to && values[i] instanceof Instant instant; i++) {
            long second = instant.getEpochSecond();
            int nano = instant.getNano();
            int part = nano / nanosOfTick;
            if (second < first || second >= end || part * nanosOfTick != nano) {
                break;
            }
            ticks[at + i - from] = second * perSecond + part;
        }
        return i - from;
    }

    /** The ticks in a row. */
    @FunctionalInterface
    interface RawTicks {
        long at(int row);
    }

    @Nullable
    RowReader reader(Column column, RawTicks raw, Class<?> target) {
        if (target.isAssignableFrom(ZonedDateTime.class)) {
            return row -> at(raw.at(row));
        } else if (target == Instant.class) {
            return row -> instant(raw.at(row));
        } else if (target == OffsetDateTime.class) {
            return row -> at(raw.at(row)).toOffsetDateTime();
        } else if (target == LocalDateTime.class) {
            return row -> at(raw.at(row)).toLocalDateTime();
        }
        return NumberReaders.ofText(column, target);
    }

    private long of(long second, int nano) {
        if (precision == 0 && nano == 0 && second >= first && second <= last) {
            return second;
        }
        long perSecond = POWERS[precision];
        long nanosOfTick = POWERS[9 - precision];
        if (second < first || second > Math.floorDiv(last, perSecond)) {
            throw Refusal.ofValue(takes(), "is outside of " + range());
        }
        if (nano % nanosOfTick != 0) {
            throw Refusal.ofValue(takes(), "has more; truncate it first");
        }
        long ticks = second * perSecond + nano / nanosOfTick;
        if (ticks > last || (second > 0 && ticks < 0)) {
            throw Refusal.ofValue(takes(), "is outside of " + range());
        }
        return ticks;
    }

    private String range() {
        return Instant.ofEpochSecond(first) + " to " + at(last).toInstant();
    }

    /** Of two offsets, where clocks are put back, the earlier one: Java's own choice. */
    private ZoneOffset offset(LocalDateTime dateTime) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(dateTime);
        if (offsets.isEmpty()) {
            throw Refusal.ofValue(takes(), "does not exist in " + zone + ", where clocks are put forward over it");
        }
        return offsets.get(0);
    }

    private TemporalAccessor parse(CharSequence text) {
        try {
            return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
        } catch (DateTimeParseException e) {
            // The exception carries the text, so it is not passed on.
            throw Refusal.ofValue(takes(), "is another text");
        }
    }
}
