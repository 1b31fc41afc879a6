package io.peristyle.cli.format;

import io.peristyle.column.LongColumn;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DecimalType;
import io.peristyle.type.Time64Type;
import java.time.ZoneId;

/** How to write types of eight bytes. */
final class LongCells {
    private LongCells() {}

    static CellWriter of(LongColumn column, TextStyle style, TextDialect dialect) {
        long[] values = column.values();
        if (column.type().plain() instanceof DecimalType type) {
            DecimalText text = new DecimalText(type.scale(), dialect.trailingZeros());
            return (out, row) -> text.write(out, values[row]);
        }
        if (column.type().plain() instanceof DateTime64Type type) {
            ZoneId zone = Zones.of(column, dialect.zone());
            DateTimeText text = new DateTimeText(zone, dialect.narrowDates());
            return ScalarCells.quoted(style, (out, row) -> text.writeTicks(out, values[row], type.precision()));
        }
        String name = column.type().plain().name();
        if (name.equals("UInt64")) {
            return integers(style, dialect, (out, row) -> out.putUnsigned(values[row]));
        }
        if (name.equals("Int64")) {
            return integers(style, dialect, (out, row) -> out.putLong(values[row]));
        }
        if (name.startsWith("Interval")) {
            return (out, row) -> out.putLong(values[row]);
        }
        if (column.type().plain() instanceof Time64Type type) {
            return ScalarCells.quoted(
                    style, (out, row) -> DateTimeText.writeTimeTicks(out, values[row], type.precision()));
        }
        return ScalarCells.other(column, style);
    }

    static CellWriter integers(TextStyle style, TextDialect dialect, CellWriter digits) {
        return style == TextStyle.JSON && dialect.quotedLongs() ? ScalarCells.between('"', digits) : digits;
    }
}
