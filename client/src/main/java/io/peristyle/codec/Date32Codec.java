package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.IntColumn;
import io.peristyle.type.ClickHouseType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** {@code Date32}: days since 1970-01-01 in four bytes, little-endian, signed. */
final class Date32Codec extends IntCodec {
    private static final DayRange DAYS = new DayRange("Date32", LocalDate.of(1900, 1, 1), LocalDate.of(2299, 12, 31));

    Date32Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public LocalDate value(IntColumn column, int row) {
        return LocalDate.ofEpochDay(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(IntColumn column, Class<?> target) {
        return DayRange.reader(column, target);
    }

    @Override
    String takes() {
        return DAYS.takes();
    }

    @Override
    int raw(Object value) {
        return DAYS.epochDay(value);
    }
}
