package io.peristyle.cli.format;

import io.peristyle.column.IntColumn;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.DecimalType;

/** How to write types of four bytes. */
final class IntCells {
    private IntCells() {}

    static CellWriter of(IntColumn column, TextStyle style, TextDialect dialect) {
        int[] values = column.values();
        if (column.type().plain() instanceof DecimalType type) {
            DecimalText text = new DecimalText(type.scale(), dialect.trailingZeros());
            return (out, row) -> text.write(out, values[row]);
        }
        if (column.type().plain() instanceof DateTimeType) {
            DateTimeText text = new DateTimeText(Zones.of(column, dialect.zone()), dialect.narrowDates());
            return ScalarCells.quoted(style, (out, row) -> text.writeSeconds(out, Integer.toUnsignedLong(values[row])));
        }
        return switch (column.type().plain().name()) {
            case "Int32" -> (out, row) -> out.putLong(values[row]);
            case "UInt32" -> (out, row) -> out.putLong(Integer.toUnsignedLong(values[row]));
            case "Date32" -> ScalarCells.quoted(style, (out, row) -> DateText.writeDay(out, values[row]));
            case "IPv4" -> ScalarCells.quoted(style, (out, row) -> AddressText.writeIpv4(out, values[row]));
            case "Time" -> ScalarCells.quoted(style, (out, row) -> DateTimeText.writeTimeTicks(out, values[row], 0));
            default -> ScalarCells.other(column, style);
        };
    }
}
