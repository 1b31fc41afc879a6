package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.IntColumn;
import io.peristyle.type.ClickHouseType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code Time}: signed seconds, four bytes, little-endian. −12:34:56 is {@code 10 4f ff ff}. */
final class TimeCodec extends IntCodec {
    private static final TimeOfDay TIME = new TimeOfDay("Time", 0);

    TimeCodec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Duration value(IntColumn column, int row) {
        return TIME.duration(column.rawValue(row));
    }

    @Override
    public String stringValue(IntColumn column, int row) {
        return TIME.text(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(IntColumn column, Class<?> target) {
        return TimeOfDay.reader(column, target);
    }

    @Override
    String takes() {
        return TIME.takes();
    }

    @Override
    int raw(Object value) {
        return (int) TIME.ticks(value);
    }
}
