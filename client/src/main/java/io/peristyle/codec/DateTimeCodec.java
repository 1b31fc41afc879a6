package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.IntColumn;
import io.peristyle.type.DateTimeType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * {@code DateTime}: seconds since 1970-01-01 in UTC, four bytes, little-endian, unsigned. The zone is for showing values
 * and for reading local times only.
 */
final class DateTimeCodec extends IntCodec {
    private static final long LAST = 0xffff_ffffL;

    private final Ticks ticks;

    /**
     * @param zone the zone of columns whose type names none
     */
    DateTimeCodec(DateTimeType type, ZoneId zone) {
        super(type);
        this.ticks = new Ticks("DateTime", Zones.of(type.zone(), zone), 0, 0, LAST);
    }

    @Override
    public ZonedDateTime value(IntColumn column, int row) {
        return ticks.at(Integer.toUnsignedLong(column.rawValue(row)));
    }

    @Override
    public @Nullable RowReader reader(IntColumn column, Class<?> target) {
        return ticks.reader(column, row -> Integer.toUnsignedLong(column.rawValue(row)), target);
    }

    /** The array itself, as seconds since 1970, unless one is negative. */
    @Override
    public @Nullable IntColumn wrap(Object array) {
        return wrapUnsigned(array);
    }

    @Override
    String takes() {
        return ticks.takes();
    }

    @Override
    int raw(Object value) {
        return (int) ticks.of(value);
    }

    @Override
    int raw(long value) {
        throw Refusal.ofValue(
                takes() + ", or a whole column as an int[] of seconds since 1970, none negative", "is a number");
    }

    @Override
    int rawAll(@Nullable Object[] values, int from, int to, int[] raw, int at) {
        int i = from;
        for (; i < to && values[i] instanceof Instant instant; i++) {
            long second = instant.getEpochSecond();
            if (second < 0 || second > LAST || instant.getNano() != 0) {
                break;
            }
            raw[at + i - from] = (int) second;
        }
        return i - from;
    }
}
