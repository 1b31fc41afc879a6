package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.LongColumn;
import io.peristyle.type.Time64Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code Time64(P)}: signed ticks of 10<sup>-P</sup> seconds, eight bytes, little-endian. */
final class Time64Codec extends LongCodec {
    private final TimeOfDay time;

    Time64Codec(Time64Type type) {
        super(type);
        time = new TimeOfDay(type.toString(), type.precision());
    }

    @Override
    public Duration value(LongColumn column, int row) {
        return time.duration(column.rawValue(row));
    }

    @Override
    public String stringValue(LongColumn column, int row) {
        return time.text(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(LongColumn column, Class<?> target) {
        return TimeOfDay.reader(column, target);
    }

    @Override
    String takes() {
        return time.takes();
    }

    @Override
    long raw(Object value) {
        return time.ticks(value);
    }
}
