package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.LongColumn;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import org.jspecify.annotations.Nullable;

/**
 * {@code IntervalNanosecond} to {@code IntervalYear}: a count of the unit in the type's name, eight bytes, little-endian,
 * signed. Units up to the hour are a {@link Duration} in Java, those from the day on, which the calendar knows, a {@link
 * Period}.
 */
final class IntervalCodec extends LongCodec {
    private final Unit unit;

    /** What an interval counts: {@code multiple} of a unit of Java's. */
    @SuppressWarnings({"JavaDurationGetSecondsGetNano", "JavaPeriodGetDays"}) // The other part is checked apart.
    enum Unit {
        NANOSECOND(ChronoUnit.NANOS, 1),
        MICROSECOND(ChronoUnit.MICROS, 1),
        MILLISECOND(ChronoUnit.MILLIS, 1),
        SECOND(ChronoUnit.SECONDS, 1),
        MINUTE(ChronoUnit.MINUTES, 1),
        HOUR(ChronoUnit.HOURS, 1),
        DAY(ChronoUnit.DAYS, 1),
        WEEK(ChronoUnit.DAYS, 7),
        MONTH(ChronoUnit.MONTHS, 1),
        QUARTER(ChronoUnit.MONTHS, 3),
        YEAR(ChronoUnit.YEARS, 1);

        private final ChronoUnit of;
        private final int multiple;

        Unit(ChronoUnit of, int multiple) {
            this.of = of;
            this.multiple = multiple;
        }

        /** The name of the type that counts it. */
        String typeName() {
            return "Interval" + name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
        }

        boolean isTimeBased() {
            return of.isTimeBased();
        }

        private TemporalAmount amount(long count) {
            if (isTimeBased()) {
                return Duration.of(count, of);
            }
            int units = Math.toIntExact(Math.multiplyExact(count, (long) multiple));
            return switch (of) {
                case DAYS -> Period.ofDays(units);
                case MONTHS -> Period.ofMonths(units);
                default -> Period.ofYears(units);
            };
        }

        /** The count that {@code amount} is; fails arithmetically if it is none. */
        private long count(Duration amount) {
            long seconds = of.getDuration().toSeconds();
            if (seconds > 0) {
                if (amount.getNano() != 0 || amount.toSeconds() % seconds != 0) {
                    throw new ArithmeticException();
                }
                return amount.toSeconds() / seconds;
            }
            int nanos = of.getDuration().getNano();
            if (amount.getNano() % nanos != 0) {
                throw new ArithmeticException();
            }
            int perSecond = 1_000_000_000 / nanos;
            // Toward zero first: the count may fit where that of the next lower second does not.
            int toZero = amount.isNegative() ? 1 : 0;
            return Math.addExact(
                    Math.multiplyExact(amount.toSeconds() + toZero, (long) perSecond),
                    amount.getNano() / nanos - toZero * (long) perSecond);
        }

        private long count(Period amount) {
            long units = switch (of) {
                case DAYS -> amount.getDays();
                case MONTHS -> amount.toTotalMonths();
                default -> amount.toTotalMonths() / 12;
            };
            Period same = of == ChronoUnit.DAYS
                    ? Period.ofDays(Math.toIntExact(units))
                    : Period.ofMonths(Math.toIntExact(of == ChronoUnit.MONTHS ? units : units * 12));
            boolean exact = units % multiple == 0
                    && same.getDays() == amount.getDays()
                    && same.toTotalMonths() == amount.toTotalMonths();
            if (!exact) {
                throw new ArithmeticException();
            }
            return units / multiple;
        }
    }

    IntervalCodec(ClickHouseType type, Unit unit) {
        super(type);
        this.unit = unit;
    }

    @Override
    public TemporalAmount value(LongColumn column, int row) {
        try {
            return unit.amount(column.rawValue(row));
        } catch (ArithmeticException | DateTimeException e) {
            throw new DataException("row " + row + ": an " + column.type().plain() + " of " + column.rawValue(row)
                    + ", beyond the range of java.time; read it as a long");
        }
    }

    @Override
    public long longValue(LongColumn column, int row) {
        return column.rawValue(row);
    }

    @Override
    public String stringValue(LongColumn column, int row) {
        return Long.toString(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(LongColumn column, Class<?> target) {
        Class<?> own = unit.isTimeBased() ? Duration.class : Period.class;
        if (target.isAssignableFrom(own)) {
            return row -> value(column, row);
        }
        boolean number = target == long.class || target == Long.class || target == int.class || target == Integer.class;
        return number ? NumberReaders.ofIntegers(column, target) : NumberReaders.ofText(column, target);
    }

    @Override
    String takes() {
        return type() + " takes a " + (unit.isTimeBased() ? "Duration" : "Period") + " of whole units, or their number";
    }

    @Override
    long raw(Object value) {
        try {
            if (value instanceof Duration duration && unit.isTimeBased()) {
                return unit.count(duration);
            } else if (value instanceof Period period && !unit.isTimeBased()) {
                return unit.count(period);
            }
        } catch (ArithmeticException | DateTimeException e) {
            throw Refusal.ofValue(takes(), "is no whole number of them, or too large");
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw Refusal.ofClass(takes(), value);
    }

    @Override
    long raw(long value) {
        return value;
    }
}
