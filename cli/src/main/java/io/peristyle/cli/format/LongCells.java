package io.peristyle.cli.format;

import io.peristyle.column.LongColumn;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DecimalType;
import io.peristyle.type.OpaqueType;
import java.time.ZoneId;

/** How to write types of eight bytes. */
final class LongCells {
    private LongCells() {}

    static CellWriter of(LongColumn column, TextStyle style, TextDialect dialect) {
        long[] values = column.values();
        if (column.type() instanceof DecimalType type) {
            DecimalText text = new DecimalText(type.scale(), dialect.trailingZeros());
            return (out, row) -> text.write(out, values[row]);
        }
        if (column.type() instanceof DateTime64Type type) {
            ZoneId zone = Zones.of(column, dialect.zone());
            DateTimeText text = new DateTimeText(zone, dialect.narrowDates());
            return ScalarCells.quoted(style, (out, row) -> text.writeTicks(out, values[row], type.precision()));
        }
        String name = column.type().name();
        if (name.equals("UInt64")) {
            return integers(style, dialect, (out, row) -> out.putUnsigned(values[row]));
        }
        if (name.equals("Int64")) {
            return integers(style, dialect, (out, row) -> out.putLong(values[row]));
        }
        if (name.startsWith("Interval")) {
            return (out, row) -> out.putLong(values[row]);
        }
        if (name.equals("Time64") && column.type() instanceof OpaqueType type) {
            int precision = Integer.parseInt(type.arguments().trim());
            return ScalarCells.quoted(style, (out, row) -> DateTimeText.writeTimeTicks(out, values[row], precision));
        }
        return ScalarCells.other(column, style);
    }

    static CellWriter integers(TextStyle style, TextDialect dialect, CellWriter digits) {
        return style == TextStyle.JSON && dialect.quotedLongs() ? ScalarCells.between('"', digits) : digits;
    }
}
