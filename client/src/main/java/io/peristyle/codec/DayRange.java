package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days that a type takes.
 *
 * @param type the type's name
 * @param first the earliest
 * @param last the latest
 */
record DayRange(String type, LocalDate first, LocalDate last) {
    String takes() {
        return type + " takes a LocalDate or its ISO text, from " + first + " to " + last;
    }

    /** Days from 1970-01-01 to {@code value}. */
    int epochDay(Object value) {
        LocalDate date;
        if (value instanceof LocalDate day) {
            date = day;
        } else if (value instanceof CharSequence text) {
            date = parse(text);
        } else {
            throw Refusal.ofClass(takes(), value);
        }
        if (date.isBefore(first) || date.isAfter(last)) {
            throw Refusal.ofValue(takes(), "is outside");
        }
        return (int) date.toEpochDay();
    }

    static @Nullable RowReader reader(Column column, Class<?> target) {
        return target.isAssignableFrom(LocalDate.class)
                ? row -> Objects.requireNonNull(column.value(row))
                : NumberReaders.ofText(column, target);
    }

    private LocalDate parse(CharSequence text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            // The exception carries the text, so it is not passed on.
            throw Refusal.ofValue(takes(), "is another text");
        }
    }
}
