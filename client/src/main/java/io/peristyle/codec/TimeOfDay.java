package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signed times of up to 999:59:59 and a fraction, as counts of that fraction of a second.
 *
 * @param type the type's name, for refusals
 * @param precision decimal digits of the fraction, 0 to 9
 */
record TimeOfDay(String type, int precision) {
    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final long SECONDS_LIMIT = 1000 * 3600L;
    private static final Pattern TEXT = Pattern.compile("(-?)(\\d{1,3}):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{1,9}))?");

    String takes() {
        return type + " takes a Duration, LocalTime or text such as -12:34:56, of less than 1000 hours, with at most "
                + precision + " decimal digits of a second";
    }

    Duration duration(long ticks) {
        long perSecond = POWERS[precision];
        return Duration.ofSeconds(
                Math.floorDiv(ticks, perSecond), Math.floorMod(ticks, perSecond) * POWERS[9 - precision]);
    }

    /** The text of {@code ticks} as the server prints it. */
    String text(long ticks) {
        long perSecond = POWERS[precision];
        long seconds = Math.abs(ticks / perSecond);
        StringBuilder text = new StringBuilder(ticks < 0 ? "-" : "");
        twoDigits(text, seconds / 3600).append(':');
        twoDigits(text, seconds / 60 % 60).append(':');
        twoDigits(text, seconds % 60);
        if (precision > 0) {
            String fraction = Long.toString(Math.abs(ticks % perSecond) + perSecond);
            text.append('.').append(fraction, 1, fraction.length());
        }
        return text.toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, long number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }

    /** The count that stands for {@code value}. */
    long ticks(Object value) {
        if (value instanceof Duration duration) {
            return ticks(duration.getSeconds(), duration.getNano());
        } else if (value instanceof LocalTime time) {
            long nanos = time.toNanoOfDay();
            return ticks(nanos / NANOS_OF_SECOND, (int) (nanos % NANOS_OF_SECOND));
        } else if (value instanceof CharSequence text) {
            return ticks(text);
        }
        throw Refusal.ofClass(takes(), value);
    }

    private long ticks(CharSequence text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw Refusal.ofValue(takes(), "is another text");
        }
        long seconds = Long.parseLong(parts.group(2)) * 3600
                + Long.parseLong(parts.group(3)) * 60
                + Long.parseLong(parts.group(4));
        String fraction = parts.group(5) == null ? "" : parts.group(5);
        long ticks = ticks(seconds, Integer.parseInt(fraction + "0".repeat(9 - fraction.length())));
        return parts.group(1).isEmpty() ? ticks : -ticks;
    }

    private long ticks(long seconds, int nanos) {
        if ((seconds <= -SECONDS_LIMIT && nanos == 0) || seconds < -SECONDS_LIMIT || seconds >= SECONDS_LIMIT) {
            throw Refusal.ofValue(takes(), "is outside");
        }
        if (nanos % POWERS[9 - precision] != 0) {
            throw Refusal.ofValue(takes(), "has more; truncate it first");
        }
        return seconds * POWERS[precision] + nanos / POWERS[9 - precision];
    }

    static @Nullable RowReader reader(Column column, Class<?> target) {
        if (target.isAssignableFrom(Duration.class)) {
            return row -> Objects.requireNonNull(column.value(row));
        } else if (target == LocalTime.class) {
            return row -> localTime(column, row);
        }
        return NumberReaders.ofText(column, target);
    }

    private static LocalTime localTime(Column column, int row) {
        Duration duration = (Duration) Objects.requireNonNull(column.value(row));
        if (duration.isNegative() || duration.toDays() > 0) {
            throw NumberReaders.misfit(column, row, LocalTime.class);
        }
        return LocalTime.ofNanoOfDay(duration.toNanos());
    }
}
