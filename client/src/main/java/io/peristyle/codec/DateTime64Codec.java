package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.LongColumn;
import io.peristyle.type.DateTime64Type;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * {@code DateTime64(P)}: ticks of 10<sup>-P</sup> seconds since 1970-01-01 in UTC, eight bytes, little-endian, signed.
 * Half a second before 1970 is {@code fb ff ff ff ff ff ff ff} if P is 1.
 */
final class DateTime64Codec extends LongCodec {
    private static final long FIRST_SECOND = -2_208_988_800L;
    private static final long SECOND_AFTER_LAST = 10_413_792_000L;
    private static final int NANOSECONDS = 9;

    private final Ticks ticks;

    /**
     * @param zone the zone of columns whose type names none
     */
    DateTime64Codec(DateTime64Type type, ZoneId zone) {
        super(type);
        this.ticks = new Ticks(
                "DateTime64(" + type.precision() + ")",
                Zones.of(type.zone(), zone),
                type.precision(),
                FIRST_SECOND,
                lastTick(type.precision()));
    }

    /** The end of 2299; in nanoseconds the eight bytes end before that. */
    private static long lastTick(int precision) {
        if (precision == NANOSECONDS) {
            return Long.MAX_VALUE;
        }
        long perSecond = 1;
        for (int i = 0; i < precision; i++) {
            perSecond *= 10;
        }
        return SECOND_AFTER_LAST * perSecond - 1;
    }

    @Override
    public ZonedDateTime value(LongColumn column, int row) {
        return ticks.at(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(LongColumn column, Class<?> target) {
        return ticks.reader(column, column::rawValue, target);
    }

    @Override
    String takes() {
        return ticks.takes();
    }

    @Override
    long raw(Object value) {
        return ticks.of(value);
    }

    @Override
    int rawAll(@Nullable Object[] values, int from, int to, long[] raw, int at) {
        return ticks.ofInstants(values, from, to, raw, at);
    }
}
