package io.peristyle.query;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.Time64Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.Locale;
import java.util.Map;

/** The text of a length of time: for {@code Time}, {@code Time64} and the intervals. */
@SuppressWarnings({"JavaDurationGetSecondsGetNano", "JavaPeriodGetDays"}) // The other part is checked apart.
final class SpanText {
    private static final long SECONDS_LIMIT = 1000 * 3600L;
    private static final Map<String, Long> NANOS = Map.of(
            "IntervalNanosecond", 1L,
            "IntervalMicrosecond", 1_000L,
            "IntervalMillisecond", 1_000_000L,
            "IntervalSecond", 1_000_000_000L,
            "IntervalMinute", 60_000_000_000L,
            "IntervalHour", 3_600_000_000_000L);
    private static final Map<String, Integer> DAYS = Map.of("IntervalDay", 1, "IntervalWeek", 7);
    private static final Map<String, Integer> MONTHS =
            Map.of("IntervalMonth", 1, "IntervalQuarter", 3, "IntervalYear", 12);

    private SpanText() {}

    /** {@code [-]hh:mm:ss[.f]}, for a {@code Time} or {@code Time64}. */
    static String time(ClickHouseType type, Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        Duration span;
        if (value instanceof Duration duration) {
            span = duration;
        } else if (value instanceof LocalTime time) {
            span = Duration.ofNanos(time.toNanoOfDay());
        } else {
            throw ScalarText.misfit(type, value);
        }
        Duration magnitude = span.abs();
        if (magnitude.toSeconds() >= SECONDS_LIMIT) {
            throw new IllegalArgumentException("the time is 1000 hours or more");
        }
        int precision = type instanceof Time64Type ticks ? ticks.precision() : 0;
        String digits = String.format(Locale.ROOT, "%09d", magnitude.toNanosPart());
        if (!digits.substring(precision).chars().allMatch(c -> c == '0')) {
            throw new IllegalArgumentException(
                    "the time has more digits behind the second than the type's " + precision);
        }
        return (span.isNegative() ? "-" : "")
                + String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d",
                        magnitude.toHours(),
                        magnitude.toMinutesPart(),
                        magnitude.toSecondsPart())
                + (precision == 0 ? "" : "." + digits.substring(0, precision));
    }

    /** The count of an interval's units. */
    static String interval(ClickHouseType type, Object value) {
        try {
            if (value instanceof Duration duration && NANOS.containsKey(type.name())) {
                return whole(nanos(duration), NANOS.get(type.name()));
            } else if (value instanceof Period period && DAYS.containsKey(type.name()) && period.toTotalMonths() == 0) {
                return whole(period.getDays(), DAYS.get(type.name()));
            } else if (value instanceof Period period && MONTHS.containsKey(type.name()) && period.getDays() == 0) {
                return whole(period.toTotalMonths(), MONTHS.get(type.name()));
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the value is no whole number of the type's units, or too large", e);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return value.toString();
        }
        if (value instanceof CharSequence text && text.toString().matches("[+-]?\\d{1,18}")) {
            return text.toString();
        }
        throw ScalarText.misfit(type, value);
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.toSeconds())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(duration.getNano()));
    }

    private static String whole(long amount, long unit) {
        return whole(BigInteger.valueOf(amount), unit);
    }

    private static String whole(BigInteger amount, long unit) {
        BigInteger[] parts = amount.divideAndRemainder(BigInteger.valueOf(unit));
        if (parts[1].signum() != 0) {
            throw new ArithmeticException();
        }
        return Long.toString(parts[0].longValueExact());
    }
}
