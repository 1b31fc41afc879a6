package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.ClickHouseType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@code Date}: days since 1970-01-01 in two bytes, little-endian, unsigned. */
final class DateCodec extends ShortCodec {
    private static final DayRange DAYS = new DayRange("Date", LocalDate.of(1970, 1, 1), LocalDate.of(2149, 6, 6));

    DateCodec(ClickHouseType type) {
        super(type);
    }

    @Override
    public LocalDate value(ShortColumn column, int row) {
        return LocalDate.ofEpochDay(Short.toUnsignedInt(column.rawValue(row)));
    }

    @Override
    public @Nullable RowReader reader(ShortColumn column, Class<?> target) {
        return DayRange.reader(column, target);
    }

    @Override
    String takes() {
        return DAYS.takes();
    }

    @Override
    short raw(Object value) {
        return (short) DAYS.epochDay(value);
    }
}
